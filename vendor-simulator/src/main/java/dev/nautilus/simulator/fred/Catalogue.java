package dev.nautilus.simulator.fred;

import dev.nautilus.simulator.vendor.JarTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// All series, releases and categories, from the tables in the jar.
final class Catalogue {
  private final Map<String, SeriesInfo> series;
  private final Map<Integer, Release> releases;
  private final Map<Integer, Category> categories;

  /// A publication that carries one or more series.
  record Release(int id, String name, boolean press, String link) {}

  /// A shelf in FRED's tree.
  record Category(int id, String name, int parentId) {}

  Catalogue() {
    this.series =
        JarTable.read(Catalogue.class, "series.csv").stream()
            .map(SeriesInfo::parse)
            .collect(
                Collectors.toMap(
                    SeriesInfo::id, Function.identity(), (a, b) -> a, LinkedHashMap::new));
    this.releases =
        JarTable.read(Catalogue.class, "releases.csv").stream()
            .map(
                cells ->
                    new Release(
                        Integer.parseInt(cells.get(0)),
                        cells.get(1),
                        cells.get(2).equals("true"),
                        cells.get(3)))
            .collect(Collectors.toMap(Release::id, Function.identity(), (a, b) -> a, TreeMap::new));
    this.categories =
        JarTable.read(Catalogue.class, "categories.csv").stream()
            .map(
                cells ->
                    new Category(
                        Integer.parseInt(cells.get(0)),
                        cells.get(1),
                        Integer.parseInt(cells.get(2))))
            .collect(
                Collectors.toMap(Category::id, Function.identity(), (a, b) -> a, TreeMap::new));
  }

  Optional<SeriesInfo> find(String id) {
    return Optional.ofNullable(series.get(id));
  }

  List<SeriesInfo> all() {
    return List.copyOf(series.values());
  }

  List<Release> releases() {
    return List.copyOf(releases.values());
  }

  Optional<Release> release(int id) {
    return Optional.ofNullable(releases.get(id));
  }

  Optional<Category> category(int id) {
    return Optional.ofNullable(categories.get(id));
  }

  List<SeriesInfo> inRelease(int releaseId) {
    return series.values().stream().filter(info -> info.releaseId() == releaseId).toList();
  }
}
