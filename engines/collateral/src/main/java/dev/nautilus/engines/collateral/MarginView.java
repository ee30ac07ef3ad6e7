package dev.nautilus.engines.collateral;

import dev.nautilus.engines.collateral.method.MarginLevel;
import dev.nautilus.quant.money.MinorUnit;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the engine shows of its state: immutable, made on the engine thread.
///
/// @param accounts by name
/// @param rate of interest without risk, a fraction a year
record MarginView(Map<String, AccountView> accounts, double rate) {
  MarginView {
    accounts = Collections.unmodifiableMap(new TreeMap<>(accounts));
  }

  /// One account; money in its currency, to the minor unit.
  ///
  /// @param level null while it cannot be judged, see `missing`
  /// @param ratio equity over maintenance; null when nothing is required
  /// @param call null when there is none
  record AccountView(
      RuleSet rules,
      String currency,
      @Nullable MarginLevel level,
      BigDecimal equity,
      BigDecimal initial,
      BigDecimal maintenance,
      BigDecimal excess,
      BigDecimal memorandum,
      BigDecimal buyingPower,
      @Nullable Double ratio,
      String missing,
      @Nullable CallView call,
      List<ClassView> classes) {}

  /// A call that is open.
  record CallView(String callId, MarginCallFile.Stage stage, Instant issuedAt, Instant deadline) {}

  /// Everything on one underlying.
  record ClassView(
      String underlying,
      BigDecimal value,
      BigDecimal initial,
      BigDecimal maintenance,
      String missing) {}

  static MarginView of(MarginBook book) {
    Map<String, AccountView> accounts = new TreeMap<>();
    book.accounts()
        .forEach(
            (name, account) -> {
              if (account.isOpen()) {
                accounts.put(name, show(book, account));
              }
            });
    return new MarginView(accounts, book.rate());
  }

  private static AccountView show(MarginBook book, MarginAccount account) {
    MarginFigures figures = book.desk().figures(account, account.newest(), book.rate());
    MarginCallFile calls = account.calls();
    CallView call =
        calls.stage() == MarginCallFile.Stage.NONE
            ? null
            : new CallView(calls.callId(), calls.stage(), calls.issuedAt(), calls.deadline());
    return show(figures, call, classes(book, account));
  }

  static AccountView show(MarginFigures figures, @Nullable CallView call, List<ClassView> classes) {
    String unit = figures.currency();
    return new AccountView(
        figures.rules(),
        unit,
        figures.isKnown() ? figures.level() : null,
        MinorUnit.round(figures.equity(), unit),
        MinorUnit.round(figures.initial(), unit),
        MinorUnit.round(figures.maintenance(), unit),
        MinorUnit.round(figures.excess(), unit),
        MinorUnit.round(figures.memorandum(), unit),
        MinorUnit.round(figures.buyingPower(), unit),
        figures.ratio(),
        figures.missing(),
        call,
        classes);
  }

  private static List<ClassView> classes(MarginBook book, MarginAccount account) {
    List<ClassView> classes = new ArrayList<>();
    String unit = account.currency();
    book.desk()
        .classes(
            account.holdings().values(),
            account.cache(),
            book.desk().terms(account, account.newest(), book.rate()))
        .values()
        .forEach(
            each ->
                classes.add(
                    new ClassView(
                        each.underlying(),
                        MinorUnit.round(each.value(), unit),
                        MinorUnit.round(each.initial(), unit),
                        MinorUnit.round(each.maintenance(), unit),
                        each.missing())));
    return List.copyOf(classes);
  }
}
