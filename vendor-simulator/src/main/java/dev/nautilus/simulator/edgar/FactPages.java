package dev.nautilus.simulator.edgar;

import dev.nautilus.simulator.edgar.FactTable.Line;
import dev.nautilus.simulator.edgar.FactTable.Row;
import dev.nautilus.simulator.vendor.JsonReply;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes facts: all of a filer, or one concept's.
final class FactPages {
  private final FactTable table;

  FactPages(FactTable table) {
    this.table = table;
  }

  /// `companyfacts`; nothing for who files no figures.
  Optional<ObjectNode> all(Registrant registrant, Instant now) {
    Map<Line, List<Row>> facts = table.facts(registrant, now);
    if (facts.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode body = JsonReply.object().put("cik", registrant.cik());
    body.put("entityName", registrant.name());
    ObjectNode taxonomies = body.putObject("facts");
    facts.forEach(
        (line, rows) -> {
          ObjectNode concept = taxonomies.withObject(line.taxonomy()).putObject(line.concept());
          concept.put("label", line.label()).put("description", line.label() + ". Simulated.");
          putUnits(concept, registrant, line, rows);
        });
    return Optional.of(body);
  }

  /// `companyconcept`; nothing where the filer never used it.
  Optional<ObjectNode> one(Registrant registrant, String taxonomy, String tag, Instant now) {
    for (Map.Entry<Line, List<Row>> each : table.facts(registrant, now).entrySet()) {
      Line line = each.getKey();
      if (line.taxonomy().equals(taxonomy) && line.concept().equals(tag)) {
        ObjectNode body = JsonReply.object().put("cik", registrant.cik());
        body.put("taxonomy", taxonomy).put("tag", tag).put("label", line.label());
        body.put("description", line.label() + ". Simulated.");
        body.put("entityName", registrant.name());
        putUnits(body, registrant, line, each.getValue());
        return Optional.of(body);
      }
    }
    return Optional.empty();
  }

  private void putUnits(ObjectNode node, Registrant registrant, Line line, List<Row> rows) {
    ArrayNode list = node.putObject("units").putArray(table.unit(registrant, line));
    Map<Row, String> frames = FactTable.frames(rows);
    for (Row row : rows) {
      ObjectNode fact = list.addObject();
      if (row.start() != null) {
        fact.put("start", row.start().toString());
      }
      fact.put("end", row.end().toString());
      if (line.perShare()) {
        fact.put("val", row.value());
      } else {
        fact.put("val", Math.round(row.value()));
      }
      fact.put("accn", row.accession()).put("fy", row.year()).put("fp", row.quarter());
      fact.put("form", row.form()).put("filed", row.filed().toString());
      Optional.ofNullable(frames.get(row)).ifPresent(frame -> fact.put("frame", frame));
    }
  }
}
