package io.entrepot.server.command;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import tools.jackson.core.JacksonException;

/** Asks a server over HTTP; follows no redirect, since the credentials are for it alone. */
final class HttpCalls implements Server {
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

  private final Endpoint endpoint;
  private final Credentials credentials;
  private final HttpClient client;

  HttpCalls(Endpoint endpoint, Credentials credentials, Trust trust) throws ClientException {
    this.endpoint = endpoint;
    this.credentials = credentials;
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .sslContext(trust.context(endpoint.isTls()))
            .build();
  }

  @Override
  public Json call(String service, String operation, Json body) throws ClientException {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint.operation(service, operation))
            .timeout(ANSWER_TIMEOUT)
            .header("Authorization", credentials.authorization())
            .header("Content-Type", "application/json")
            .header("Accept", "application/json")
            .header("User-Agent", "entrepot-command")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    HttpResponse<byte[]> answer = send(request);
    if (answer.statusCode() != 200) {
      throw refusal(answer);
    }
    return object(answer).orElseThrow(() -> strange(answer));
  }

  /** While the client's thread waits for events, the end of the process waits for it: 0.3 s. */
  @Override
  public void close() {
    client.close();
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws ClientException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClientException("interrupted before " + endpoint + " answered");
    } catch (SSLHandshakeException e) {
      throw new ClientException(
          "the certificate of "
              + endpoint
              + " is not trusted: give the one that signed it, or the self-signed one itself, by"
              + " --ca-file ("
              + reason(e)
              + ")");
    } catch (SSLException e) {
      throw new ClientException(endpoint + " does not speak TLS as it should: " + reason(e));
    } catch (HttpTimeoutException e) {
      throw new ClientException(endpoint + " did not answer in time: is the server overloaded?");
    } catch (ConnectException e) {
      throw new ClientException(
          "nothing answers at "
              + endpoint
              + ": start the server (entrepot serve), or name another by --endpoint or"
              + " ENTREPOT_ENDPOINT");
    } catch (IOException e) {
      throw new ClientException("the talk with " + endpoint + " broke off: " + reason(e));
    }
  }

  private static String reason(IOException e) {
    return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
  }

  private static Optional<Json> object(HttpResponse<byte[]> answer) {
    try {
      return Optional.of(answer.body().length == 0 ? new Json() : Json.parse(answer.body()));
    } catch (JacksonException | IllegalStateException notJson) {
      return Optional.empty();
    }
  }

  private ClientException refusal(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    if (status == 401) {
      return new RefusedException(
          "Unauthorized",
          "the server does not accept the credentials of "
              + credentials.name()
              + ": check ENTREPOT_ACCESS_KEY_ID and ENTREPOT_SECRET_ACCESS_KEY, or --username and"
              + " its password");
    }
    if (status == 429) {
      String wait = answer.headers().firstValue("Retry-After").orElse("some");
      return new RefusedException(
          "Throttling", "too many wrong tries: wait " + wait + " seconds, then try again");
    }
    Optional<Json> object = object(answer).filter(json -> json.text("__type").isPresent());
    if (object.isEmpty()) {
      return strange(answer);
    }
    String type = object.get().text("__type").orElse("");
    String what = type + ": " + object.get().text("message").orElse("(no message)");
    return new RefusedException(type, status >= 500 ? what + requestId(answer) : what);
  }

  private static String requestId(HttpResponse<byte[]> answer) {
    return answer
        .headers()
        .firstValue("X-Amzn-RequestId")
        .map(id -> " (look for request " + id + " in the server's log)")
        .orElse("");
  }

  private ClientException strange(HttpResponse<byte[]> answer) {
    return new ClientException(
        String.format(
            Locale.ROOT,
            "%s answered %d, and not as an Entrepot that is managed does: check --endpoint, and"
                + " that the server is of this version and not started with --open",
            endpoint,
            answer.statusCode()));
  }
}
