package dev.nautilus.engine.testkit;

import dev.nautilus.bus.Family;
import dev.nautilus.bus.Message;
import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.EngineApplication;
import dev.nautilus.engine.EngineDefinition;
import dev.nautilus.engine.Outbox;
import dev.nautilus.engine.StateCodec;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.message.RiskAlert;
import java.util.HashSet;
import java.util.Set;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/// An engine small enough to see through: it adds up what it hears, and fails at first where it is
/// told to.
@SpringBootApplication
class LedgerApplication {
  static final MessageType<RiskAlert> ENTRY =
      MessageType.event(Family.ORDERS, "ledger.entry", RiskAlert.class);
  static final MessageType<RiskAlert> BALANCE =
      MessageType.event(Family.RISK, "ledger.balance", RiskAlert.class);

  public static void main(String[] args) {
    EngineApplication.run(LedgerApplication.class, "ledger", args);
  }

  @Bean
  EngineDefinition ledger() {
    return new Ledger().definition();
  }

  /// The sum so far, and which stubborn entries have failed once.
  static final class Ledger {
    private final Set<Double> failed = new HashSet<>();
    private long entries;
    private double balance;

    EngineDefinition definition() {
      return EngineDefinition.named("ledger")
          .on(ENTRY, this::book)
          .emits(BALANCE)
          .keeps(StateCodec.of(1, "sum", this::write, this::read))
          .snapshot(() -> new RiskAlert("BALANCE", balance))
          .build();
    }

    private void book(Message<RiskAlert> message, Outbox outbox) {
      double amount = message.payload().threshold();
      if (message.payload().alert().equals("stubborn") && failed.add(amount)) {
        throw new IllegalStateException("not yet");
      }
      entries++;
      balance += amount;
      outbox.emit(BALANCE, new RiskAlert("BALANCE-" + entries, balance));
    }

    private void write(StateOutput out) {
      out.whole(entries).real(balance);
    }

    private void read(StateInput in) {
      entries = in.whole();
      balance = in.real();
    }
  }
}
