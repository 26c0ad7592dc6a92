package org.fleetreboot.reboot.step;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;
import org.fleetreboot.reboot.RebootConstants;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.MissingOption;
import org.fleetreboot.workflow.run.StepKind;
import org.jspecify.annotations.Nullable;

/**
 * Reboot a group of devices, let time pass, wait for approval or ask an endpoint, as a durable step
 * of a chain.
 *
 * <p>The exchange parks without a thread until the step is done, and continues with its outcome. A
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
public class RebootEndpoint extends DefaultEndpoint implements RebootOptions {

  @UriParam private RebootConfiguration configuration;

  public RebootEndpoint(String uri, RebootComponent component, RebootConfiguration configuration) {
    super(uri, component);
    this.configuration = configuration;
  }

  /**
   * Refuses invalid options before any route runs.
   *
   * @throws IllegalArgumentException with the value and the remedy
   */
  void validate() {
    StepKind kind = kind();
    if (kind != StepKind.GROUP && getTargets().namesDevices()) {
      throw new IllegalArgumentException(
          "query, exclude and excludeQuery are for reboot:group; a "
              + configuration.getKind()
              + " has no devices.");
    }
    if (kind != StepKind.GROUP && getHubOptions().areNamed()) {
      throw new IllegalArgumentException("hub and hubs are for reboot:group.");
    }
    if (kind == StepKind.GROUP) {
      var unused = hubs();
    }
    require(StepKind.SOAK, getSoak().getDuration(), "duration", "duration=10m");
    require(StepKind.CHECK, getCheck().getVia(), "via", "via=direct:may-go-on");
    refuseOthers(kind);
    getTargets().check();
    getSoak().limit();
    if (kind == StepKind.APPROVAL) {
      getApproval().approvalTerms();
    }
    groupOptions();
  }

  /**
   * What the step does.
   *
   * @throws IllegalArgumentException if its URI names no kind of step
   */
  public StepKind kind() {
    return Arrays.stream(StepKind.values())
        .filter(kind -> word(kind).equals(configuration.getKind()))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + configuration.getKind()
                        + "' is not a kind of step; use "
                        + Arrays.stream(StepKind.values())
                            .map(kind -> "reboot:" + word(kind) + "/NAME")
                            .collect(Collectors.joining(" or "))
                        + "."));
  }

  private static String word(StepKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private void require(StepKind owner, @Nullable Object value, String option, String example) {
    boolean owned = kind() == owner;
    if (owned && value == null) {
      throw new MissingOption(
          option, "A " + word(owner) + " needs its " + option + ", such as " + example + ".");
    }
    if (!owned && value != null) {
      throw new IllegalArgumentException(
          option
              + " is for reboot:"
              + word(owner)
              + (option.equals("duration") ? "; a group has confirmWithin." : "."));
    }
  }

  private void refuseOthers(StepKind kind) {
    if (kind != StepKind.APPROVAL && getApproval().isNamed()) {
      throw new IllegalArgumentException("approvers and fourEyes are for reboot:approval.");
    }
    if (kind != StepKind.APPROVAL && kind != StepKind.CHECK && getApproval().getTimeout() != null) {
      throw new IllegalArgumentException(
          "timeout is for reboot:approval and reboot:check; a group has confirmWithin.");
    }
    if (kind != StepKind.SOAK && getSoak().getMaxUnstable() != null) {
      throw new IllegalArgumentException("maxUnstable is for reboot:soak.");
    }
  }

  @Override
  public Producer createProducer() {
    return switch (kind()) {
      case GROUP -> new GroupProducer(this);
      case SOAK -> new SoakProducer(this);
      case APPROVAL -> new ApprovalProducer(this);
      case CHECK -> new CheckProducer(this);
    };
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    throw new UnsupportedOperationException(
        "reboot: is a step. A chain begins with reboot-run:NAME; results come from"
            + " reboot-events:NAME.");
  }

  /**
   * The hubs of a group; empty if the engine, which knows them, is not there yet.
   *
   * @throws IllegalArgumentException if an option names none of them, or they are several and none
   *     is named
   */
  public List<String> hubs() {
    return getHubOptions().chosen(getComponent().hubs());
  }

  /** The options with which a group starts here. */
  public GroupOptions groupOptions() {
    return configuration.groupOptions();
  }

  @Override
  public RebootComponent getComponent() {
    return (RebootComponent) super.getComponent();
  }

  @Override
  public RebootConfiguration getConfiguration() {
    return configuration;
  }

  /** The options of this step. */
  public void setConfiguration(RebootConfiguration configuration) {
    this.configuration = configuration;
  }
}
