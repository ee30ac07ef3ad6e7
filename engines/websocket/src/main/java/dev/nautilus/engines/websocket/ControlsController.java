package dev.nautilus.engines.websocket;

import dev.nautilus.bus.DeadLetter;
import dev.nautilus.bus.DeadLetterQueue;
import dev.nautilus.bus.EngineMode;
import dev.nautilus.bus.EngineType;
import dev.nautilus.engine.EngineException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// What an operator can do from the console. Each call needs a token with `admin`, also at a
/// gateway that is open to everybody, and leaves a line in the log and a row of the channel
/// `actions`.
@RestController
@RequestMapping("/api/v1/controls")
class ControlsController {
  private final FleetControls controls;
  private final OperatorDoor door;
  private final ActionLog actions;
  private final FleetFacts facts;

  ControlsController(
      FleetControls controls, OperatorDoor door, ActionLog actions, FleetFacts facts) {
    this.controls = controls;
    this.door = door;
    this.actions = actions;
    this.facts = facts;
  }

  /// Where an engine shall go.
  ///
  /// @param engine its name
  /// @param to LEGACY or DUAL
  record Move(@Nullable String engine, @Nullable String to) {}

  /// Whose move shall end.
  record Abort(@Nullable String engine) {}

  /// Which letter shall be handed over again.
  ///
  /// @param queue like `el:risk:0/features`
  /// @param letter its id, like `1767623400000-0`
  record Replay(@Nullable String queue, @Nullable String letter) {}

  /// Whose token it was.
  record Operator(String caller) {}

  /// How it ended.
  record Outcome(String outcome) {}

  /// Says whose token it is; 401 and 403 when it is none for the controls.
  @GetMapping
  Operator operator(HttpServletRequest request) {
    return new Operator(caller(request, "a look").name());
  }

  /// Asks an engine to move; does not wait until it has.
  @PostMapping("/move")
  Outcome move(@RequestBody Move asked, HttpServletRequest request) {
    Caller caller = caller(request, "move");
    EngineType engine = engine(asked.engine());
    EngineMode to = mode(asked.to());
    return act(
        new ActionLog.Action(caller.name(), "move", engine.name(), "to " + to, ""),
        () -> {
          try {
            return engine + " moves to " + controls.move(engine, to).to() + ": asked.";
          } catch (IllegalArgumentException | IllegalStateException e) {
            throw conflict(String.valueOf(e.getMessage()));
          }
        });
  }

  /// Gives a move up.
  @PostMapping("/abort")
  Outcome abort(@RequestBody Abort asked, HttpServletRequest request) {
    Caller caller = caller(request, "abort");
    EngineType engine = engine(asked.engine());
    return act(
        new ActionLog.Action(caller.name(), "abort", engine.name(), "of its move", ""),
        () -> {
          if (!controls.abort(engine)) {
            throw conflict(
                engine + " does not move, or has come too far to turn round: move it back then.");
          }
          return engine + " stays where it was.";
        });
  }

  /// Hands a dead letter to the engine that gave it up, and to no other.
  @PostMapping("/replay")
  Outcome replay(@RequestBody Replay asked, HttpServletRequest request) {
    Caller caller = caller(request, "replay");
    DeadLetterQueue queue = queue(asked.queue());
    String letter = letter(asked.letter());
    return act(
        new ActionLog.Action(caller.name(), "replay", queue.toString(), letter, ""),
        () -> {
          boolean done = controls.replay(queue, letter);
          facts.deadLettersChanged();
          if (!done) {
            throw problem(HttpStatus.NOT_FOUND, "No letter " + letter + " in " + queue + " now.");
          }
          return "Handed to " + queue.group() + " again.";
        });
  }

  private Outcome act(ActionLog.Action action, Supplier<String> doing) {
    String outcome = "failed";
    try {
      outcome = doing.get();
      return new Outcome(outcome);
    } catch (ErrorResponseException e) {
      outcome = "refused: " + e.getBody().getDetail();
      throw e;
    } catch (EngineException e) {
      outcome = "refused: " + e.getMessage();
      throw e;
    } finally {
      actions.add(
          new ActionLog.Action(
              action.caller(), action.what(), action.subject(), action.detail(), outcome));
    }
  }

  private Caller caller(HttpServletRequest request, String what) {
    try {
      return door.admitByToken(request.getHeader(HttpHeaders.AUTHORIZATION));
    } catch (ErrorResponseException e) {
      actions.refused(what, request.getRemoteAddr(), e.getStatusCode().toString());
      throw e;
    }
  }

  private static EngineType engine(@Nullable String name) {
    try {
      return new EngineType(String.valueOf(name));
    } catch (IllegalArgumentException e) {
      throw EngineException.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static EngineMode mode(@Nullable String to) {
    if (to != null && (to.equals("LEGACY") || to.equals("DUAL"))) {
      return EngineMode.valueOf(to);
    }
    throw EngineException.invalid("to must be LEGACY or DUAL, was '" + to + "'");
  }

  private static DeadLetterQueue queue(@Nullable String name) {
    try {
      return DeadLetterQueue.parse(String.valueOf(name));
    } catch (IllegalArgumentException e) {
      throw EngineException.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static String letter(@Nullable String id) {
    if (id == null || !DeadLetter.isId(id)) {
      throw EngineException.invalid("letter must be like 1767623400000-0, was '" + id + "'");
    }
    return id;
  }

  private static ErrorResponseException conflict(String detail) {
    return problem(HttpStatus.CONFLICT, detail);
  }

  private static ErrorResponseException problem(HttpStatus status, String detail) {
    return new ErrorResponseException(
        status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }
}
