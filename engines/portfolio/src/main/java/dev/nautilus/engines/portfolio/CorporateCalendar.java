package dev.nautilus.engines.portfolio;

import dev.nautilus.bus.MessageType;
import dev.nautilus.engine.StateInput;
import dev.nautilus.engine.StateOutput;
import dev.nautilus.engine.book.RecentIds;
import dev.nautilus.message.CorporateAction;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Splits and dividends that lie ahead, and those that counted already. An action counts at
/// midnight UTC before its ex-date, for what was held then, once. Confined to the engine thread.
final class CorporateCalendar {
  private static final int REMEMBERED = 5_000;

  private final List<CorporateAction> ahead = new ArrayList<>();
  private final RecentIds counted = new RecentIds(REMEMBERED);

  /// The first instant without the right.
  static Instant exInstant(CorporateAction action) {
    return action.exDate().atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /// Notes an action; of one that is known already nothing comes.
  void learn(CorporateAction action) {
    String id = action.instrument().value() + " " + action.kind() + " " + action.exDate();
    if (counted.add(id)) {
      ahead.add(action);
    }
  }

  /// Takes out what counts by now.
  List<CorporateAction> due(Instant now) {
    List<CorporateAction> due =
        ahead.stream().filter(action -> !exInstant(action).isAfter(now)).toList();
    ahead.removeAll(due);
    return due;
  }

  void write(StateOutput out) {
    out.all(ahead, (to, each) -> to.payload(MessageType.CORPORATE_ACTION, each));
    counted.write(out);
  }

  void read(StateInput in) {
    ahead.addAll(in.all(each -> each.payload(MessageType.CORPORATE_ACTION)));
    counted.read(in);
  }
}
