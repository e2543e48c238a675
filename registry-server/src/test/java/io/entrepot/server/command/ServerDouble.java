package io.entrepot.server.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as it was told to, and remembers what it was asked. */
final class ServerDouble implements AutoCloseable {
  /** One question: service and operation, and its body. */
  record Question(String operation, Json body, String authorization) {
    @Override
    public String toString() {
      return operation + " " + body;
    }
  }

  private record Answer(int status, String body, Map<String, String> headers) {}

  private final HttpServer server;
  private final List<Question> questions = new CopyOnWriteArrayList<>();
  private final Map<String, Deque<Answer>> answers = new HashMap<>();

  ServerDouble() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The last answer to an operation is repeated; without any it is an empty object. */
  synchronized ServerDouble answers(String operation, String json) {
    return answers(operation, 200, json, Map.of());
  }

  synchronized ServerDouble refuses(String operation, int status, String type) {
    return answers(
        operation, status, "{\"__type\":\"" + type + "\",\"message\":\"because\"}", Map.of());
  }

  synchronized ServerDouble answers(
      String operation, int status, String body, Map<String, String> headers) {
    answers
        .computeIfAbsent(operation, name -> new ArrayDeque<>())
        .add(new Answer(status, body, headers));
    return this;
  }

  private synchronized Answer next(String operation) {
    Deque<Answer> prepared = answers.getOrDefault(operation, new ArrayDeque<>());
    return switch (prepared.size()) {
      case 0 -> new Answer(200, "{}", Map.of());
      case 1 -> prepared.getFirst();
      default -> prepared.removeFirst();
    };
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String operation = path.substring(path.lastIndexOf('/') + 1);
      Json body = Json.parse(exchange.getRequestBody().readAllBytes());
      questions.add(
          new Question(
              exchange.getRequestMethod() + " " + path,
              body,
              String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))));
      Answer answer = next(operation);
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] bytes = answer.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** What it was asked, as {@code Operation {body}}, in order. */
  List<String> asked() {
    return questions.stream()
        .map(question -> question.toString().replaceFirst("^POST /entrepot/v1/iam/", ""))
        .toList();
  }

  List<Question> questions() {
    return questions;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
