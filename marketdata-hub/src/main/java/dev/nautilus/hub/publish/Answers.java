package dev.nautilus.hub.publish;

import dev.nautilus.bus.EngineType;
import dev.nautilus.hub.desk.Desk;
import dev.nautilus.hub.desk.Inquiry;
import dev.nautilus.hub.desk.Occasion;
import dev.nautilus.hub.desk.Reading;
import dev.nautilus.hub.desk.ServedType;
import dev.nautilus.hub.desk.ServedType.Shape;
import dev.nautilus.hub.desk.Sheet;
import dev.nautilus.hub.vendor.Refusal;
import dev.nautilus.message.DataRequest;
import dev.nautilus.message.DataResponse;
import dev.nautilus.message.DataResponse.Answer;
import dev.nautilus.message.DataResponse.Freshness;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Answers a data request, by whichever way it came: for each instrument, in the order asked, one
/// answer for each type.
///
/// The whole answer is bounded in size, because a bus refuses a message that is too large and the
/// asker would wait in vain. What does not fit is refused with advice.
public final class Answers {
  /// Values in an answer out of the cache: so many are looked up and written in well less than a
  /// millisecond.
  private static final int MOST_CACHED = 16;

  private final Desk desk;
  private final long mostBytes;

  /// @param mostBytes bound of one response, as JSON
  public Answers(Desk desk, long mostBytes) {
    this.desk = desk;
    this.mostBytes = mostBytes;
  }

  /// Who may answer and how.
  ///
  /// @param sources who may answer; empty for anybody
  /// @param occasion who asks, and whether only values obtained from now on will do
  public record Manner(Set<Source> sources, Occasion occasion) {
    /// By anybody, from the cache where it has a value, for somebody unnamed.
    public static final Manner ANY = forAn(Occasion.ANYBODY);

    /// By anybody, from the cache where it has a value.
    public static Manner forAn(EngineType engine) {
      return new Manner(Set.of(), Occasion.of(engine));
    }

    public Manner {
      sources = Set.copyOf(sources);
    }
  }

  /// Answers a request. Blocks until every part has an answer.
  public DataResponse answer(DataRequest request, Manner manner) {
    return response(request, desk.askAll(inquiries(request, manner), manner.occasion()));
  }

  /// Answers a small request out of the cache; empty, and not counted, when it has not a fresh
  /// value for each part, or when a part is of a type of which an instrument has more than one
  /// current value. Never waits.
  public Optional<DataResponse> answerCached(DataRequest request, Manner manner) {
    if (request.instruments().size() * request.types().size() > MOST_CACHED
        || !request.types().stream().allMatch(Answers::isOfOneValue)) {
      return Optional.empty();
    }
    return desk.askCached(inquiries(request, manner), manner.occasion())
        .map(readings -> response(request, readings));
  }

  private static boolean isOfOneValue(String type) {
    return ServedType.find(type).filter(found -> found.shape() == Shape.LATEST).isPresent();
  }

  private static List<Inquiry> inquiries(DataRequest request, Manner manner) {
    List<Inquiry> inquiries = new ArrayList<>();
    for (InstrumentId instrument : request.instruments()) {
      for (String name : request.types()) {
        ServedType.find(name)
            .ifPresent(type -> inquiries.add(inquiry(type, instrument, request, manner)));
      }
    }
    return inquiries;
  }

  /// @param all readings of the inquiries, in their order
  private DataResponse response(DataRequest request, List<Reading<Sheet>> all) {
    Iterator<Reading<Sheet>> readings = all.iterator();
    List<Answer> answers = new ArrayList<>();
    long room = mostBytes;
    for (InstrumentId instrument : request.instruments()) {
      for (String name : request.types()) {
        Optional<ServedType> type = ServedType.find(name);
        Answer answer =
            type.isEmpty()
                ? unknown(instrument, name)
                : answer(instrument, type.get(), readings.next());
        long bytes = AnswerSize.of(answer.data());
        if (!answer.data().isEmpty() && bytes > room) {
          answer = tooLarge(instrument, answer);
          bytes = AnswerSize.of(List.of());
        }
        room -= bytes;
        answers.add(answer);
      }
    }
    return new DataResponse(answers);
  }

  private static Inquiry inquiry(
      ServedType type, InstrumentId instrument, DataRequest request, Manner manner) {
    int rows = Math.min(request.limit(), Inquiry.MAX_ROWS);
    return Inquiry.about(type, instrument)
        .every(request.interval())
        .between(request.from(), request.to())
        .atMost(rows)
        .by(manner.sources());
  }

  private static Answer answer(InstrumentId asked, ServedType type, Reading<Sheet> reading) {
    return switch (reading) {
      case Reading.Fresh<Sheet>(Sheet sheet, Duration age) ->
          data(asked, type, Freshness.FRESH, age, sheet.data());
      case Reading.Stale<Sheet>(Sheet sheet, Duration age, Refusal _) ->
          data(asked, type, Freshness.STALE, age, sheet.data());
      case Reading.Refused<Sheet> refused ->
          refused(asked, type.wireName(), refused.why(), refused.detail());
    };
  }

  private static Answer data(
      InstrumentId asked,
      ServedType type,
      Freshness freshness,
      Duration age,
      List<MarketDatum> data) {
    return new Answer(asked, type.wireName(), freshness, age.toMillis(), data, null, null);
  }

  private static Answer refused(InstrumentId asked, String type, Refusal why, String detail) {
    return new Answer(asked, type, Freshness.REFUSED, 0, List.of(), why.name(), detail);
  }

  private static Answer unknown(InstrumentId asked, String name) {
    String shown = name.length() > 40 ? name.substring(0, 40) + "..." : name;
    return refused(
        asked,
        name,
        Refusal.BAD_REQUEST,
        "There is no type '" + shown + "'; there are " + String.join(", ", ServedType.names()));
  }

  private static Answer tooLarge(InstrumentId asked, Answer answer) {
    return refused(
        asked,
        answer.type(),
        Refusal.BAD_REQUEST,
        "The answer is too large ("
            + answer.data().size()
            + " rows): narrow the range, set a limit, or ask for fewer instruments at a time.");
  }
}
