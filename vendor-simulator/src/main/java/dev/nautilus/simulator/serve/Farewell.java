package dev.nautilus.simulator.serve;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/// Counts a connection as gone when the client's end was read, or when we end it, before the client
/// can see our end: it may be back on another connection at once, and that is not two at a time.
final class Farewell extends ChannelDuplexHandler {
  private final Traffic traffic;
  private final Traffic.Visit visit;

  Farewell(Traffic traffic, Traffic.Visit visit) {
    this.traffic = traffic;
    this.visit = visit;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event instanceof ChannelInputShutdownEvent) {
      traffic.closed(visit);
      var _ = context.close();
    } else {
      super.userEventTriggered(context, event);
    }
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) throws Exception {
    traffic.closed(visit);
    super.close(context, promise);
  }
}
