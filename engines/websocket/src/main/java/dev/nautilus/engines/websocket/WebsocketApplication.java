package dev.nautilus.engines.websocket;

import dev.nautilus.engine.EngineApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the websocket engine, on port 8600 unless told otherwise.
@SpringBootApplication
public class WebsocketApplication {
  public static void main(String[] args) {
    EngineApplication.run(WebsocketApplication.class, "websocket", args);
  }
}
