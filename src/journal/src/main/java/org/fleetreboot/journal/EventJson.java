package org.fleetreboot.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.MaintenanceWindow;
import org.fleetreboot.workflow.options.MarkerPath;
import org.fleetreboot.workflow.options.Rate;
import org.fleetreboot.workflow.options.RateGrowth;
import org.fleetreboot.workflow.options.TagDownLimit;
import org.fleetreboot.workflow.options.TagPath;
import org.fleetreboot.workflow.run.RunTrigger;

/**
 * How values are written: instants and durations in ISO 8601, nulls omitted, enums as the words
 * that people see ({@code not-confirmed}), maps in the order of their keys. Reading skips unknown
 * fields, so that a newer program may add fields to an event.
 */
final class EventJson {
  private EventJson() {}

  static JsonMapper mapper() {
    return JsonMapper.builder()
        .addModule(new JavaTimeModule())
        .addModule(texts())
        .addMixIn(RunTrigger.class, KindOfTrigger.class)
        .annotationIntrospector(new EnumsAsWords())
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .build();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(name = "schedule", value = RunTrigger.Schedule.class),
    @JsonSubTypes.Type(name = "file", value = RunTrigger.File.class),
    @JsonSubTypes.Type(name = "message", value = RunTrigger.Message.class),
    @JsonSubTypes.Type(name = "api", value = RunTrigger.Api.class),
    @JsonSubTypes.Type(name = "command-line", value = RunTrigger.CommandLine.class),
    @JsonSubTypes.Type(name = "retry", value = RunTrigger.RetryOf.class),
    @JsonSubTypes.Type(name = "chain", value = RunTrigger.ChainOf.class),
    @JsonSubTypes.Type(name = "route", value = RunTrigger.Route.class),
    @JsonSubTypes.Type(name = "with-reason", value = RunTrigger.WithReason.class)
  })
  private interface KindOfTrigger {}

  /** Values with their own written form. */
  private static SimpleModule texts() {
    SimpleModule module = new SimpleModule();
    text(module, Instant.class, InstantText::of, InstantText::parse);
    text(module, Limit.class, Limit::toString, Limit::parse);
    text(module, MaintenanceWindow.class, MaintenanceWindow::toString, MaintenanceWindow::parse);
    text(module, Rate.class, Rate::toString, Rate::parse);
    text(module, RateGrowth.class, RateGrowth::toString, RateGrowth::parse);
    text(module, TagPath.class, TagPath::path, TagPath::new);
    text(module, TagDownLimit.class, TagDownLimit::toString, TagDownLimit::parse);
    text(module, MarkerPath.class, MarkerPath::path, MarkerPath::new);
    return module;
  }

  private static <T> void text(
      SimpleModule module, Class<T> type, Function<T, String> write, Function<String, T> read) {
    module.addSerializer(
        type,
        new StdScalarSerializer<T>(type) {
          private static final long serialVersionUID = 1;

          @Override
          public void serialize(T value, JsonGenerator json, SerializerProvider provider)
              throws IOException {
            json.writeString(write.apply(value));
          }
        });
    module.addDeserializer(
        type,
        new StdScalarDeserializer<T>(type) {
          private static final long serialVersionUID = 1;

          @Override
          public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return read.apply(json.getText());
          }
        });
  }

  private static final class EnumsAsWords extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public String[] findEnumValues(
        MapperConfig<?> config, AnnotatedClass type, Enum<?>[] values, String[] names) {
      for (int i = 0; i < values.length; i++) {
        names[i] = values[i].name().toLowerCase(Locale.ROOT).replace('_', '-');
      }
      return names;
    }
  }
}
