package io.entrepot.auth.federation;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Fetches over HTTP. Follows no redirects: a provider is asked, and nobody that it points to. */
final class WebFetch implements Fetch {
  private final FederationSettings settings;

  private final ReentrantLock lock = new ReentrantLock();

  /** Made at the first fetch; most servers have no providers. */
  private @Nullable HttpClient client;

  WebFetch(FederationSettings settings) {
    this.settings = settings;
  }

  @Override
  public byte[] get(URI url, int most) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .timeout(settings.patience())
            .header("Accept", "application/json")
            .build();
    CompletableFuture<HttpResponse<byte[]>> answer =
        client().sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), most));
    HttpResponse<byte[]> response = await(answer);
    if (response.statusCode() != 200) {
      throw new IOException("it answered with the status " + response.statusCode());
    }
    return response.body();
  }

  /** The request's own timeout ends with its head; this one is for the body too. */
  private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer)
      throws IOException {
    try {
      return answer.get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException("it did not answer in " + settings.patience().toMillis() + " ms", e);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the wait for it was ended");
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new IOException(cause.toString(), cause);
    }
  }

  private HttpClient client() {
    lock.lock();
    try {
      HttpClient made = client == null ? connect() : client;
      client = made;
      return made;
    } finally {
      lock.unlock();
    }
  }

  private HttpClient connect() {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.patience());
    settings.authorities().ifPresent(file -> builder.sslContext(Authorities.with(file)));
    return builder.build();
  }
}
