package dev.nautilus.blocker.ways;

import static dev.nautilus.blocker.ways.Way.refused;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.asynchttpclient.Dsl;
import org.eclipse.jetty.client.HttpClient;

/// Clients that bring a world of their own: event loops, shaded copies of Netty, other wire
/// formats.
final class FrameworkWays {
  private FrameworkWays() {}

  static List<Way> all() {
    return List.of(
        refused("Jetty HttpClient", FrameworkWays::jetty),
        refused("Vert.x HttpClient", FrameworkWays::vertx),
        refused("Vert.x NetClient", FrameworkWays::vertxSocket),
        refused("AsyncHttpClient", FrameworkWays::asyncHttpClient),
        refused("Jersey", FrameworkWays::jersey),
        refused("gRPC on its shaded Netty", FrameworkWays::grpc));
  }

  private static void jetty(Scene scene) throws Exception {
    HttpClient client = new HttpClient();
    client.start();
    try {
      client.newRequest(scene.url()).timeout(Scene.PATIENCE_MILLIS, TimeUnit.MILLISECONDS).send();
    } finally {
      client.stop();
    }
  }

  private static void vertx(Scene scene) throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      vertx
          .createHttpClient()
          .request(HttpMethod.GET, scene.port(), Scene.VENDOR, "/fred/series")
          .compose(request -> request.send())
          .toCompletionStage()
          .toCompletableFuture()
          .get(Scene.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static void vertxSocket(Scene scene) throws Exception {
    Vertx vertx = Vertx.vertx();
    try {
      vertx
          .createNetClient()
          .connect(scene.port(), Scene.VENDOR)
          .compose(socket -> socket.write("GET / HTTP/1.0\r\n\r\n"))
          .toCompletionStage()
          .toCompletableFuture()
          .get(Scene.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static void asyncHttpClient(Scene scene) throws Exception {
    try (var client = Dsl.asyncHttpClient()) {
      client.prepareGet(scene.url()).execute().get(Scene.PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private static void jersey(Scene scene) {
    try (Client client = ClientBuilder.newClient()) {
      client.target(scene.url()).request().get().close();
    }
  }

  private static void grpc(Scene scene) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(Scene.VENDOR, scene.port()).usePlaintext().build();
    try {
      var unused =
          ClientCalls.blockingUnaryCall(
              channel,
              MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                  .setType(MethodDescriptor.MethodType.UNARY)
                  .setFullMethodName("fred.Series/Get")
                  .build(),
              CallOptions.DEFAULT.withDeadlineAfter(Scene.PATIENCE_MILLIS, TimeUnit.MILLISECONDS),
              new byte[0]);
    } finally {
      channel.shutdownNow();
    }
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
