package dev.nautilus.hub.vendor.edgar;

import dev.nautilus.hub.vendor.Receipt;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Gathers facts, keeps of each figure what was filed last, and lays them out as statements: one
/// for each taxonomy, period, last day and unit.
///
/// A figure appears in each filing that mentions it, up to five times; a value that differs from
/// the one filed before is a restatement and is named as such.
///
/// **Threads** Confined to one.
final class FactSheet {
  /// `USD`, and what is so many of them a piece: `USD/shares`.
  private static final Pattern CURRENCY = Pattern.compile("([A-Z]{3})(/.*)?");

  private final Map<Fact.Identity, Fact> newest = new HashMap<>();
  private final Map<Fact.Identity, Fact> replaced = new HashMap<>();

  /// Which statement a fact is part of.
  private record Statement(String name, String unit, LocalDate end) {}

  void add(Fact fact) {
    Fact.Identity identity = fact.identity();
    Fact known = newest.get(identity);
    if (known == null) {
      newest.put(identity, fact);
      return;
    }
    boolean later = Fact.BY_FILING.compare(fact, known) >= 0;
    Fact first = later ? known : fact;
    newest.put(identity, later ? fact : known);
    if (fact.value() != known.value()) {
      replaced.merge(identity, first, (a, b) -> Fact.BY_FILING.compare(a, b) >= 0 ? a : b);
    }
  }

  boolean isEmpty() {
    return newest.isEmpty();
  }

  /// The statements, by last day and name.
  ///
  /// @param entity the company's name
  List<MarketDatum> statements(InstrumentId instrument, String entity, Receipt receipt) {
    Map<Statement, List<Fact>> statements =
        new TreeMap<>(
            Comparator.comparing(Statement::end)
                .thenComparing(Statement::name)
                .thenComparing(Statement::unit));
    newest
        .values()
        .forEach(
            fact ->
                statements.computeIfAbsent(statementOf(fact), any -> new ArrayList<>()).add(fact));
    List<MarketDatum> data = new ArrayList<>();
    statements.forEach(
        (statement, facts) -> data.add(datum(statement, facts, entity, instrument, receipt)));
    return data;
  }

  private static Statement statementOf(Fact fact) {
    return new Statement(
        fact.taxonomy() + " " + fact.period().name() + " " + fact.unit(), fact.unit(), fact.end());
  }

  private Fundamental datum(
      Statement statement,
      List<Fact> facts,
      String entity,
      InstrumentId instrument,
      Receipt receipt) {
    Map<String, Double> values = new TreeMap<>();
    facts.forEach(fact -> values.put(fact.concept(), fact.value()));
    Fact last = facts.stream().max(Fact.BY_FILING).orElseThrow();
    return new Fundamental(
        instrument,
        statement.name(),
        statement.end(),
        currency(statement.unit()),
        values,
        texts(facts, last, entity),
        receipt.seenAt(AcceptanceTime.latest(last.filed(), receipt.receivedAt())));
  }

  private Map<String, String> texts(List<Fact> facts, Fact last, String entity) {
    Map<String, String> texts = new TreeMap<>();
    texts.put("unit", last.unit());
    texts.put("filed", last.filed().toString());
    putUnlessEmpty(texts, "entity", entity);
    putUnlessEmpty(texts, "start", last.start());
    putUnlessEmpty(texts, "accession", last.accession());
    putUnlessEmpty(texts, "form", last.form());
    for (Fact fact : facts) {
      Fact before = replaced.get(fact.identity());
      if (before != null && before.value() != fact.value()) {
        texts.put(
            "restated." + fact.concept(), "was " + before.value() + " filed " + before.filed());
      }
    }
    return texts;
  }

  private static void putUnlessEmpty(Map<String, String> texts, String name, String text) {
    if (!text.isEmpty()) {
      texts.put(name, text);
    }
  }

  private static @Nullable String currency(String unit) {
    Matcher parts = CURRENCY.matcher(unit);
    return parts.matches() ? parts.group(1) : null;
  }
}
