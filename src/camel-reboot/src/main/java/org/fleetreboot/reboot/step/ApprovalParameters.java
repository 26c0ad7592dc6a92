package org.fleetreboot.reboot.step;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.fleetreboot.engine.ApprovalOptions;
import org.jspecify.annotations.Nullable;

/** Who may approve a step, and until when. */
@UriParams
public class ApprovalParameters extends Parameters<ApprovalParameters> {
  private static final Duration A_DAY = Duration.ofHours(24);

  @UriParam(label = "approval")
  private @Nullable String approvers;

  @UriParam(label = "approval,check", defaultValue = "24h", javaType = "java.time.Duration")
  private @Nullable Duration timeout;

  @UriParam(label = "approval", defaultValue = "false")
  private boolean fourEyes;

  public @Nullable String getApprovers() {
    return approvers;
  }

  /**
   * approval: who may approve or reject, comma-separated. By default anybody may. The names are
   * those of tokens or logins; --by does not count.
   */
  public void setApprovers(@Nullable String approvers) {
    this.approvers = approvers;
  }

  public @Nullable Duration getTimeout() {
    return timeout;
  }

  /**
   * approval, check: how long the chain waits, counted from the first start of the step. After
   * that, the step is not approved, or the check has refused.
   */
  public void setTimeout(@Nullable Duration timeout) {
    this.timeout = timeout;
  }

  public boolean isFourEyes() {
    return fourEyes;
  }

  /**
   * approval: whether the approval must come from somebody other than the person who started the
   * run.
   */
  public void setFourEyes(boolean fourEyes) {
    this.fourEyes = fourEyes;
  }

  /** Whether an option is set that only approvals have. */
  boolean isNamed() {
    return approvers != null || fourEyes;
  }

  Duration timeoutOrDefault() {
    return timeout == null ? A_DAY : timeout;
  }

  /** The options of a step that waits for a person. */
  ApprovalOptions approvalTerms() {
    Set<String> names =
        approvers == null
            ? Set.of()
            : Arrays.stream(approvers.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    if (approvers != null && names.isEmpty()) {
      throw new IllegalArgumentException(
          "approvers names nobody: write names with commas between them, or omit it.");
    }
    return new ApprovalOptions(timeoutOrDefault(), names, fourEyes);
  }
}
