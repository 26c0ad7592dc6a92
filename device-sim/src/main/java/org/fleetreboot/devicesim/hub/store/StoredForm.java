package org.fleetreboot.devicesim.hub.store;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.fleetreboot.devicesim.hub.security.Credential;
import org.fleetreboot.devicesim.hub.security.SharedAccessKey;

/** Configures Jackson to store the hub's records, without annotations on the records. */
final class StoredForm {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          // Preserves the numbers of twins as written: 10.0 stays 10.0.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .addMixIn(Credential.class, StoredCredential.class)
          .addMixIn(SharedAccessKey.class, StoredKey.class)
          .build();

  private StoredForm() {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Credential.SymmetricKeys.class, name = "sas"),
    @JsonSubTypes.Type(value = Credential.Thumbprints.class, name = "selfSigned")
  })
  private interface StoredCredential {}

  private abstract static class StoredKey {
    @JsonCreator
    static SharedAccessKey of(String base64) {
      return SharedAccessKey.of(base64);
    }

    @JsonValue
    abstract String base64();
  }
}
