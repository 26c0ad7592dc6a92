package org.fleetreboot.app.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts about one run, as its events recorded them. Texts of devices and people have no control
 * characters.
 *
 * @param writtenAt when the report was made
 * @param endedAt null while the run is open
 * @param by who asked for it, as recorded
 * @param trigger what it was asked by
 * @param sent how many devices it was sent
 * @param retryOf the run that it retries; null if it is not a retry
 * @param options what it set for its groups
 * @param outcomes the number of devices by status
 * @param decisions what people decided, and the program in their place; read when they are shown
 * @param devices read when they are shown
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunAudit(
    String run,
    String chain,
    List<String> hubs,
    String status,
    @Nullable String reason,
    Instant writtenAt,
    Instant startedAt,
    @Nullable Instant endedAt,
    String by,
    String trigger,
    int sent,
    @Nullable String retryOf,
    Map<String, String> options,
    Map<String, Long> outcomes,
    List<Step> steps,
    Proof proof,
    Iterable<Decision> decisions,
    Iterable<AuditedDevice> devices) {

  /**
   * A step of the run.
   *
   * @param endedAt null while it is open
   * @param targets the query of a group, or "list"; null for other steps
   * @param devices how many devices a group has
   * @param options the frozen options of a group; null for other steps
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Step(
      String step,
      String kind,
      String status,
      @Nullable String reason,
      Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable String targets,
      int devices,
      Map<String, Integer> outcomes,
      @Nullable Map<String, @Nullable Object> options) {}

  /**
   * A decision.
   *
   * @param by who decided, as recorded
   * @param about the step or device; null for the whole run
   * @param reason null if none was given
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Decision(
      Instant at, String by, String decision, @Nullable String about, @Nullable String reason) {}

  /**
   * What proves that the events are those that were recorded.
   *
   * @param journal the file's name
   * @param hashes what was checked while the report was made
   * @param heads where the partitions of the run ended then, as {@code journal head} prints them
   */
  public record Proof(String journal, String hashes, List<Head> heads) {}

  /** The last event of a partition, whose hash covers all before it. */
  public record Head(String partition, long position, String hash) {}
}
