package dev.nautilus.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Words after the program's name, taken apart: `tail QUOTE --symbol AAPL --count=5`.
///
/// @param command the first word
/// @param words further words that are no options
/// @param options by name without dashes; a switch has an empty value
record CommandLine(String command, List<String> words, Map<String, String> options) {

  CommandLine {
    words = List.copyOf(words);
    options = Map.copyOf(options);
  }

  /// @param valued options that take a value, as `--name value` or `--name=value`
  /// @param switches options that take none
  /// @throws FleetException when an option is unknown, lacks its value or has one too many
  static CommandLine of(List<String> args, Set<String> valued, Set<String> switches) {
    List<String> words = new ArrayList<>();
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      if (!arg.startsWith("--")) {
        words.add(arg);
        continue;
      }
      int equals = arg.indexOf('=');
      String name = equals < 0 ? arg.substring(2) : arg.substring(2, equals);
      if (switches.contains(name) && equals < 0) {
        options.put(name, "");
      } else if (valued.contains(name) && equals >= 0) {
        options.put(name, arg.substring(equals + 1));
      } else if (valued.contains(name) && i + 1 < args.size()) {
        i++;
        options.put(name, args.get(i));
      } else {
        throw usage("do not understand '" + arg + "'");
      }
    }
    if (words.isEmpty()) {
      throw usage("a command is missing");
    }
    return new CommandLine(words.getFirst(), words.subList(1, words.size()), options);
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /// @throws FleetException when it is not a whole number within the bounds
  int number(String name, int otherwise, int least, int most) {
    String text = options.get(name);
    if (text == null) {
      return otherwise;
    }
    if (text.matches("\\d{1,9}")
        && Integer.parseInt(text) >= least
        && Integer.parseInt(text) <= most) {
      return Integer.parseInt(text);
    }
    throw usage(
        "--%s must be a whole number from %d to %d, was '%s'".formatted(name, least, most, text));
  }

  /// A mistake on the command line.
  static FleetException usage(String mistake) {
    return new FleetException(ExitCode.USAGE, mistake + "; `./nautilus help` shows what there is");
  }
}
