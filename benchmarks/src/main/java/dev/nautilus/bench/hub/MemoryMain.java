package dev.nautilus.bench.hub;

import dev.nautilus.hub.desk.Desk;
import dev.nautilus.hub.desk.Inquiry;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.message.InstrumentId;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/// Fills the cache of a hub in this process and says what that took.
final class MemoryMain {
  static final String MARK = "nautilus-memory";
  static final int ENTRIES = 1_000_000;
  private static final int TOGETHER = 500;

  private MemoryMain() {}

  public static void main(String[] args) {
    try (ConfigurableApplicationContext hub =
        AnsweringHub.start(
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--MESSAGEBUS_ENABLED=false",
            "--logging.level.root=WARN",
            "--nautilus.hub.cache.size=" + (ENTRIES + ENTRIES / 10))) {
      Desk desk = hub.getBean(Desk.class);
      long before = used();
      List<Inquiry> some = new ArrayList<>(TOGETHER);
      for (int i = 0; i < ENTRIES; i++) {
        some.add(Inquiry.about(ServedType.QUOTE, InstrumentId.of("S" + i)));
        if (some.size() == TOGETHER) {
          var _ = desk.askAll(List.copyOf(some));
          some.clear();
        }
      }
      long after = used();
      PrintStream out =
          new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
      out.println(MARK + " " + desk.cache().size() + " " + before + " " + after);
    }
    System.exit(0);
  }

  private static long used() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
