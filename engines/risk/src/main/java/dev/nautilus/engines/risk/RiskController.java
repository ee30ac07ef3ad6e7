package dev.nautilus.engines.risk;

import dev.nautilus.engine.EngineException;
import dev.nautilus.engine.RunningEngine;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.RiskMetric;
import dev.nautilus.message.RiskState;
import dev.nautilus.message.StressTestResult;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// What people ask the risk engine. Reads the view; changes go through the engine thread.
@RestController
@RequestMapping("/api/v1")
class RiskController {
  private static final Set<String> TAILS = Set.of("var", "es", "volatility", "component_var");

  private final RunningEngine engine;
  private final HandControls controls;
  private final Market market;
  private final RiskProperties properties;

  RiskController(
      RunningEngine engine, HandControls controls, Market market, RiskProperties properties) {
    this.engine = engine;
    this.controls = controls;
    this.market = market;
    this.properties = properties;
  }

  /// Measures of an account.
  ///
  /// @param ready whether those of the engine's window are known
  record Measures(
      String account, @Nullable Instant measuredAt, boolean ready, List<RiskMetric> metrics) {}

  /// @param limits what may be used, fractions of the net asset value
  /// @param accounts what is used, by account and limit
  record Limits(
      Map<String, Double> limits,
      Map<String, Long> decisions,
      Map<String, Map<String, Account.Use>> accounts) {}

  /// @param account `*` for all
  /// @param reason a sentence
  record ModeRequest(@Nullable String account, @Nullable String reason) {}

  /// @param scenario name of a configured one, or of the one given here
  /// @param moves fractions by symbol, `*` for the others
  /// @param replay a past day whose returns are taken as moves
  record StressRequest(
      @Nullable String account,
      @Nullable String scenario,
      @Nullable Map<String, Double> moves,
      @Nullable LocalDate replay) {}

  /// Value at risk and expected shortfall by every method.
  @GetMapping("/var")
  Measures var(@RequestParam(defaultValue = Market.BASKET) String account) {
    return measures(account, true);
  }

  /// How the forecasts did.
  @GetMapping("/backtest")
  Measures backtest(@RequestParam(defaultValue = Market.BASKET) String account) {
    return measures(account, false);
  }

  private Measures measures(String account, boolean tails) {
    RiskView.AccountView shown = shown(account);
    List<RiskMetric> metrics =
        shown.metrics().stream()
            .filter(metric -> TAILS.contains(metric.measure()) == tails)
            .toList();
    if (metrics.isEmpty()) {
      throw EngineException.unavailable(
          "nothing was measured of %s yet: a measure rests on %d days"
              .formatted(account, properties.measures().window()));
    }
    boolean ready = metrics.getFirst().value().isPresent();
    return new Measures(account, shown.measuredAt(), ready, metrics);
  }

  private RiskView.AccountView shown(String account) {
    Map<String, RiskView.AccountView> all = engine.view(RiskView.class).accounts();
    RiskView.AccountView found = all.get(account);
    if (found == null) {
      throw EngineException.unknown("account", account, all.keySet());
    }
    return found;
  }

  /// What may be used, what is used, and which rules spoke.
  @GetMapping("/limits")
  Limits limits() {
    RiskView view = engine.view(RiskView.class);
    Map<String, Map<String, Account.Use>> accounts = new TreeMap<>();
    view.accounts()
        .forEach(
            (name, account) -> {
              if (!name.equals(Market.BASKET)) {
                accounts.put(name, account.uses());
              }
            });
    return new Limits(view.limits(), view.decisions(), accounts);
  }

  /// Sets limits; those not named stay.
  @PutMapping("/limits")
  CompletionStage<Map<String, Double>> limit(@RequestBody Map<String, @Nullable Double> request) {
    if (request.isEmpty() || request.containsValue(null)) {
      throw EngineException.invalid(
          "limits must be named with numbers, like {\"gross\": 2.0}, were " + request);
    }
    Map<String, Double> changed = new TreeMap<>();
    request.forEach((name, allowed) -> changed.put(name, Objects.requireNonNull(allowed)));
    return engine.ask(outbox -> controls.limit(changed, outbox));
  }

  /// Stops trading.
  @PostMapping("/halt")
  CompletionStage<RiskState> halt(@RequestBody ModeRequest request) {
    String reason = request.reason();
    if (reason == null || reason.isBlank()) {
      throw EngineException.invalid("a halt must have a reason, was " + reason);
    }
    return engine.ask(outbox -> controls.halt(accountOf(request), reason, outbox));
  }

  /// Lets trading go on.
  @PostMapping("/resume")
  CompletionStage<RiskState> resume(@RequestBody ModeRequest request) {
    return engine.ask(outbox -> controls.resume(accountOf(request), outbox));
  }

  private static String accountOf(ModeRequest request) {
    String account = request.account();
    return account == null ? Accounts.EVERYONE : account;
  }

  /// What an account would gain or lose.
  @PostMapping("/stress")
  CompletionStage<StressTestResult> stress(@RequestBody StressRequest request) {
    String account = request.account();
    if (account == null) {
      throw EngineException.invalid("account must be named, was missing");
    }
    LocalDate replay = request.replay();
    if (replay != null) {
      return engine.ask(
          outbox ->
              controls.stress(
                  account,
                  "replay " + replay,
                  symbol -> market.returnOn(symbol, replay).orElse(0),
                  outbox));
    }
    String scenario = request.scenario();
    Map<String, Double> given = request.moves();
    if (given == null && !properties.scenarios().containsKey(String.valueOf(scenario))) {
      throw EngineException.unknown(
          "scenario", String.valueOf(scenario), properties.scenarios().keySet());
    }
    Map<String, Double> moves =
        given == null
            ? properties.scenarios().getOrDefault(String.valueOf(scenario), Map.of())
            : checked(given);
    ToDoubleFunction<InstrumentId> move = Stress.moves(moves);
    String name = scenario == null ? "custom" : scenario;
    return engine.ask(outbox -> controls.stress(account, name, move, outbox));
  }

  private static Map<String, Double> checked(Map<String, Double> moves) {
    moves.forEach(
        (symbol, move) -> {
          if (move == null || !Double.isFinite(move) || move < -1) {
            throw EngineException.invalid(
                "moves must be finite fractions of -1 or more, was %s of %s"
                    .formatted(move, symbol));
          }
        });
    return moves;
  }
}
