package dev.nautilus.blocker;

import java.util.List;
import java.util.Optional;

/// Finds the application's code on the way to a hook.
final class Caller {
  /// Whose frames carry the call but did not want it.
  private static final List<String> CARRIERS =
      List.of(
          "dev.nautilus.blocker.",
          "java.",
          "javax.",
          "jdk.",
          "sun.",
          "com.sun.",
          "io.netty.",
          "io.grpc.",
          "io.vertx.",
          "reactor.",
          "okhttp3.",
          "okio.",
          "org.apache.http.",
          "org.apache.hc.",
          "org.eclipse.jetty.",
          "org.springframework.",
          "org.asynchttpclient.",
          "kotlin.");

  private Caller() {}

  /// `class.method:line`; the thread's name when there are only carriers.
  static String find() {
    Optional<String> frame =
        StackWalker.getInstance()
            .walk(
                frames ->
                    frames
                        .filter(one -> CARRIERS.stream().noneMatch(one.getClassName()::startsWith))
                        .map(
                            one ->
                                one.getClassName()
                                    + "."
                                    + one.getMethodName()
                                    + ":"
                                    + one.getLineNumber())
                        .findFirst());
    return frame.orElseGet(() -> "thread " + Thread.currentThread().getName());
  }
}
