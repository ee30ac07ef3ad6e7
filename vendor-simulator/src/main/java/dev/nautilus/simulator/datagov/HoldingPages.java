package dev.nautilus.simulator.datagov;

import dev.nautilus.simulator.vendor.JsonReply;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import tools.jackson.databind.node.ObjectNode;

/// Writes data sets as the new API, the old one and a harvest record have them.
final class HoldingPages {
  private static final LocalTime HARVESTED = LocalTime.of(3, 35, 12, 398_986_000);
  private static final String LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/";

  private HoldingPages() {}

  /// A result of the new API's search.
  static void putResult(ObjectNode node, Holding holding, Instant now) {
    node.set("dcat", dcat(holding, now));
    node.put("description", holding.description()).put("has_spatial", false);
    node.put("harvest_record", "/harvest_record/" + holding.record());
    node.put("identifier", holding.record());
    holding.keywords().forEach(node.putArray("keyword")::add);
    node.put("last_harvested_date", harvested(now));
    ObjectNode organization = node.putObject("organization");
    organization.putArray("aliases").add(holding.agency().organizationSlug());
    organization.putNull("description").put("id", holding.record());
    organization.put("logo", "https://logo.example/" + holding.agency().organizationSlug());
    organization.put("name", holding.agency().organization());
    organization.put("organization_type", "Federal Government");
    organization.put("slug", holding.agency().organizationSlug());
    node.put("popularity", holding.popularity()).put("publisher", holding.agency().publisher());
    node.put("slug", holding.slug()).putArray("theme");
    node.put("title", holding.title());
  }

  /// DCAT-US, as the agency handed it in.
  static ObjectNode dcat(Holding holding, Instant now) {
    ObjectNode dcat = JsonReply.object().put("@type", "dcat:Dataset").put("accessLevel", "public");
    dcat.put("accrualPeriodicity", holding.periodicity());
    dcat.putArray("bureauCode").add(holding.agency().bureau());
    ObjectNode contact = dcat.putObject("contactPoint").put("@type", "vcard:Contact");
    contact.put("fn", "Simulated Contact").put("hasEmail", "mailto:data@agency.example");
    dcat.put("dataQuality", true).put("description", holding.description());
    ObjectNode file = dcat.putArray("distribution").addObject().put("@type", "dcat:Distribution");
    file.put("describedBy", "https://agency.example/codebook.pdf");
    file.put("describedByType", "application/pdf").put("description", holding.description());
    file.put("downloadURL", "https://agency.example/" + holding.slug() + ".csv");
    file.put("format", "CSV").put("mediaType", "text/csv").put("title", holding.slug() + ".csv");
    dcat.put("identifier", holding.record());
    dcat.put("issued", holding.statistic().start().toString());
    holding.keywords().forEach(dcat.putArray("keyword")::add);
    dcat.putArray("language").add("en-US");
    dcat.put("license", LICENSE).put("modified", harvested(now));
    dcat.putArray("programCode").add("000:000");
    ObjectNode publisher = dcat.putObject("publisher").put("@type", "org:Organization");
    publisher.put("name", holding.agency().publisher());
    ObjectNode above = publisher.putObject("subOrganizationOf").put("@type", "org:Organization");
    above.put("name", holding.agency().organization());
    dcat.putArray("references").add("https://agency.example/" + holding.slug());
    dcat.put("spatial", "United States").put("systemOfRecords", "https://agency.example/sorn");
    dcat.put("temporal", holding.statistic().start() + "/" + harvested(now).substring(0, 10));
    dcat.putArray("theme").add("economy");
    return dcat.put("title", holding.title());
  }

  /// A package of the old API.
  static void putPackage(ObjectNode node, Holding holding, Instant now) {
    node.put("id", holding.record()).put("name", holding.slug()).put("title", holding.title());
    node.put("notes", holding.description()).put("type", "dataset").put("state", "active");
    node.put("metadata_created", holding.statistic().start() + "T00:00:00.000000");
    node.put("metadata_modified", harvested(now)).put("private", false);
    ObjectNode organization = node.putObject("organization");
    organization.put("name", holding.agency().organizationSlug() + "-gov");
    organization.put("title", holding.agency().organization()).put("type", "organization");
    ObjectNode extra = node.putArray("extras").addObject();
    extra.put("key", "accrualPeriodicity").put("value", holding.periodicity());
    ObjectNode resource = node.putArray("resources").addObject().put("format", "CSV");
    resource.put("url", "https://agency.example/" + holding.slug() + ".csv");
    node.putArray("tags").addObject().put("name", "economics");
  }

  /// How it came into the catalog.
  static ObjectNode record(Holding holding, Instant now) {
    ObjectNode body = JsonReply.object().put("action", "update").putNull("ckan_id");
    body.putNull("ckan_name").put("date_created", harvested(now));
    body.put("date_finished", harvested(now)).put("harvest_job_id", holding.record());
    body.put("harvest_source_id", holding.record()).put("id", holding.record());
    body.put("identifier", holding.record()).putNull("parent_identifier");
    body.put("source_hash", Integer.toHexString(holding.slug().hashCode()));
    body.set("source_raw", dcat(holding, now));
    return body.putNull("source_transform").put("status", "success");
  }

  /// When the catalog looked last: every night. Without a zone.
  private static String harvested(Instant now) {
    LocalDateTime time = LocalDateTime.ofInstant(now, ZoneOffset.UTC);
    LocalDateTime tonight = time.toLocalDate().atTime(HARVESTED);
    return (tonight.isAfter(time) ? tonight.minusDays(1) : tonight).toString();
  }
}
