package dev.nautilus.simulator.serve;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;

/// Counts a connection as gone when the client's end was read, before it is answered: once the
/// client sees our end it may be back on another connection, and that is not two at once.
final class Farewell extends ChannelInboundHandlerAdapter {
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
}
