package dev.nautilus.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServerCpuTest {
  @Test
  void parse_addsSystemAndUserTimeOfTheServerAlone() {
    String info =
        "# CPU\r\nused_cpu_sys:1.5\r\nused_cpu_user:2.25\r\nused_cpu_sys_children:9\r\n"
            + "used_cpu_user_children:9\r\nused_cpu_sys_main_thread:8\r\n";
    assertThat(ServerCpu.parse(info)).isEqualTo(3.75);
  }

  @Test
  void parse_withoutTheFigures_fails() {
    assertThatThrownBy(() -> ServerCpu.parse("# CPU\r\n"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("used_cpu_sys");
  }
}
