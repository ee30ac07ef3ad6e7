package dev.nautilus.blocker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HookTest {
  private static final String ADDRESS_FIRST = "(Lx/Context;Ljava/net/SocketAddress;Lx/Promise;)V";

  @ParameterizedTest
  @CsvSource({
    "io/netty/channel/DefaultChannelPipeline$HeadContext, true",
    "io/grpc/netty/shaded/io/netty/channel/DefaultChannelPipeline$HeadContext, true",
    "netty/channel/DefaultChannelPipeline$HeadContext, true",
    "io/notnetty/channel/DefaultChannelPipeline$HeadContext, false",
    "io/netty/channel/DefaultChannelPipeline, false"
  })
  void isIn_renamedCopyOfNetty_isFound(String className, boolean found) {
    assertThat(Hook.NETTY_PIPELINE.isIn(className)).isEqualTo(found);
  }

  @Test
  void at_methodWithoutADestination_isNoHook() {
    String head = "io/netty/channel/DefaultChannelPipeline$HeadContext";
    assertThat(Hook.at(head, "connect", ADDRESS_FIRST)).contains(Hook.NETTY_PIPELINE);
    assertThat(Hook.at(head, "bind", ADDRESS_FIRST)).isEmpty();
    assertThat(Hook.at(head, "connect", "()V")).isEmpty();
    assertThat(Hook.at("java/net/Socket", "connect", "(Ljava/net/SocketAddress;)V")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void question_ofEachHook_isAMethodOfTheGuard(Hook hook) {
    assertThat(
            Arrays.stream(Guard.class.getMethods())
                .filter(method -> method.getName().equals(hook.question())))
        .hasSize(1);
    assertThat(Hook.ALL.get(hook.number())).isEqualTo(hook);
  }
}
