package dev.nautilus.bus.codec;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.nautilus.message.Bar;
import dev.nautilus.message.BarSpec;
import dev.nautilus.message.CorporateAction;
import dev.nautilus.message.Economic;
import dev.nautilus.message.Fundamental;
import dev.nautilus.message.InstrumentId;
import dev.nautilus.message.Level2;
import dev.nautilus.message.MarketDatum;
import dev.nautilus.message.Nbbo;
import dev.nautilus.message.News;
import dev.nautilus.message.Quote;
import dev.nautilus.message.Sentiment;
import dev.nautilus.message.Source;
import dev.nautilus.message.Tick;
import dev.nautilus.message.Trade;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/// How records look in JSON, the same on the bus, by REST and in `tail`: identifiers are plain
/// strings, instants ISO-8601 in UTC with nanoseconds, decimals exact numbers, what is missing is
/// null. Unknown fields are ignored, so that a record can grow.
public final class PayloadJson {
  private static final List<Class<? extends MarketDatum>> KINDS =
      List.of(
          Tick.class,
          Quote.class,
          Trade.class,
          Bar.class,
          Level2.class,
          Nbbo.class,
          News.class,
          Fundamental.class,
          Economic.class,
          Sentiment.class);

  private static final JsonMapper MAPPER = build();

  private PayloadJson() {}

  /// The shared mapper; immutable, `rebuild()` it to go on from its settings.
  public static JsonMapper mapper() {
    return MAPPER;
  }

  private static JsonMapper build() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .annotationIntrospector(new NullAwareIntrospector())
            .addModule(identifiers())
            .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
            .disable(
                MapperFeature.SORT_PROPERTIES_ALPHABETICALLY,
                MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .addMixIn(MarketDatum.class, Kind.class)
            .addMixIn(CorporateAction.class, ActionWithoutKind.class);
    KINDS.forEach(kind -> builder.addMixIn(kind, WithoutKind.class));
    return builder.build();
  }

  private static SimpleModule identifiers() {
    SimpleModule module = new SimpleModule("nautilus");
    plain(module, InstrumentId.class, InstrumentId::of);
    plain(module, Source.class, Source::of);
    plain(module, BarSpec.class, BarSpec::of);
    module.addDeserializer(Instant.class, new InstantText());
    return module;
  }

  private static <T> void plain(SimpleModule module, Class<T> type, Function<String, T> factory) {
    module.addSerializer(type, ToStringSerializer.instance);
    module.addDeserializer(type, new PlainText<>(type, factory));
  }

  /// Tells the data of an answer apart, which share a list.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Tick.class, name = "tick"),
    @JsonSubTypes.Type(value = Quote.class, name = "quote"),
    @JsonSubTypes.Type(value = Trade.class, name = "trade"),
    @JsonSubTypes.Type(value = Bar.class, name = "bar"),
    @JsonSubTypes.Type(value = Level2.class, name = "level2"),
    @JsonSubTypes.Type(value = Nbbo.class, name = "nbbo"),
    @JsonSubTypes.Type(value = News.class, name = "news"),
    @JsonSubTypes.Type(value = Fundamental.class, name = "fundamental"),
    @JsonSubTypes.Type(value = Economic.class, name = "economic"),
    @JsonSubTypes.Type(value = Sentiment.class, name = "sentiment"),
    @JsonSubTypes.Type(value = CorporateAction.class, name = "corporate_action")
  })
  private interface Kind {}

  /// A datum that travels by itself has its type in the frame.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
  private interface WithoutKind {}

  /// Its own component `kind` would stand in the way of the discriminator.
  @JsonTypeInfo(use = JsonTypeInfo.Id.NONE)
  private interface ActionWithoutKind {
    @JsonProperty("action")
    CorporateAction.Kind kind();
  }

  /// An identifier that is a plain string in JSON.
  private static final class PlainText<T> extends StdScalarDeserializer<T> {
    private final transient Function<String, T> factory;

    private PlainText(Class<T> type, Function<String, T> factory) {
      super(type);
      this.factory = factory;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return context.reportInputMismatch(this, "must be a string");
      }
      try {
        return factory.apply(parser.getString());
      } catch (IllegalArgumentException e) {
        return context.reportInputMismatch(this, "%s", e.getMessage());
      }
    }
  }
}
