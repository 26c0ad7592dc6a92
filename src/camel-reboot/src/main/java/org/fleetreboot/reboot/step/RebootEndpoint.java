package org.fleetreboot.reboot.step;

import java.util.Set;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;
import org.fleetreboot.reboot.RebootConstants;
import org.fleetreboot.workflow.RolloutOptions;

/**
 * Reboot a group of devices, let time pass, or wait for approval, as a durable step of a chain.
 *
 * <p>The exchange parks without a thread until the step is done, and goes on with its outcome. A
 * step that was done before a restart answers from the journal.
 */
@UriEndpoint(
    firstVersion = "0.1.0",
    scheme = "reboot",
    title = "Reboot",
    syntax = "reboot:kind/name",
    producerOnly = true,
    category = {Category.IOT, Category.WORKFLOW},
    headersClass = RebootConstants.class)
public class RebootEndpoint extends DefaultEndpoint {

  @UriParam private RebootConfiguration configuration;

  public RebootEndpoint(String uri, RebootComponent component, RebootConfiguration configuration) {
    super(uri, component);
    this.configuration = configuration;
  }

  /**
   * Refuses what cannot work, before any route runs.
   *
   * @throws IllegalArgumentException with the value and the remedy
   */
  void validate() {
    boolean soak = isSoak();
    if (!soak && !isApproval() && !configuration.getKind().equals("group")) {
      throw new IllegalArgumentException(
          "'"
              + configuration.getKind()
              + "' is no kind of step. Write reboot:group/NAME, reboot:soak/NAME or"
              + " reboot:approval/NAME.");
    }
    if (soak == (configuration.getDuration() == null)) {
      throw new IllegalArgumentException(
          soak
              ? "A soak needs its duration, such as duration=10m."
              : "duration is for reboot:soak; a group has confirmWithin.");
    }
    if ((soak || isApproval()) && configuration.namesDevices()) {
      throw new IllegalArgumentException(
          "query, exclude and excludeQuery are for reboot:group; a "
              + configuration.getKind()
              + " has no devices.");
    }
    if (isApproval()) {
      configuration.approvalTerms();
    } else if (configuration.hasApprovalOptions()) {
      throw new IllegalArgumentException(
          "approvers, timeout and fourEyes are for reboot:approval.");
    }
    excludedDevices();
    RolloutOptions options = rolloutOptions();
    if (options.membership() == RolloutOptions.Membership.FOLLOW
        && configuration.getQuery() == null) {
      throw new IllegalArgumentException(
          "membership=follow needs a query: a list finds nobody later.");
    }
  }

  @Override
  public Producer createProducer() {
    if (isApproval()) {
      return new ApprovalProducer(this);
    }
    return isSoak() ? new SoakProducer(this) : new GroupProducer(this);
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException(
        "reboot: is a step. A chain begins with reboot-run:NAME; results come from"
            + " reboot-events:NAME.");
  }

  /** Whether it lets time pass, and has no devices. */
  public boolean isSoak() {
    return configuration.getKind().equals("soak");
  }

  /** Whether it waits for a person. */
  boolean isApproval() {
    return configuration.getKind().equals("approval");
  }

  /** The options that a group starts with here. */
  public RolloutOptions rolloutOptions() {
    return GroupOptions.of(configuration);
  }

  /** The ids that {@code exclude} names; none without it. */
  public Set<String> excludedDevices() {
    String exclude = configuration.getExclude();
    return exclude == null ? Set.of() : ListedTargets.of(exclude).devices();
  }

  @Override
  public RebootComponent getComponent() {
    return (RebootComponent) super.getComponent();
  }

  public RebootConfiguration getConfiguration() {
    return configuration;
  }

  /** The options of this step. */
  public void setConfiguration(RebootConfiguration configuration) {
    this.configuration = configuration;
  }
}
