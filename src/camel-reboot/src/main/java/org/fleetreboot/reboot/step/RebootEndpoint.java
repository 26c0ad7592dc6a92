package org.fleetreboot.reboot.step;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;
import org.fleetreboot.reboot.RebootConstants;
import org.fleetreboot.reboot.targets.DeviceQuery;
import org.fleetreboot.reboot.targets.TargetList;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.MissingOption;
import org.fleetreboot.workflow.run.StepKind;
import org.jspecify.annotations.Nullable;

/**
 * Reboot a group of devices, let time pass, wait for approval or ask an endpoint, as a durable step
 * of a chain.
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
    StepKind kind = kind();
    if (kind != StepKind.GROUP && configuration.namesDevices()) {
      throw new IllegalArgumentException(
          "query, exclude and excludeQuery are for reboot:group; a "
              + configuration.getKind()
              + " has no devices.");
    }
    require(StepKind.SOAK, configuration.getDuration(), "duration", "duration=10m");
    require(StepKind.CHECK, configuration.getVia(), "via", "via=direct:may-go-on");
    refuseOthers(kind);
    query();
    excludedDevices();
    excludeQuery();
    maxUnstable();
    if (!List.of("fail", "refuse").contains(configuration.getUnknownDevices())) {
      throw new IllegalArgumentException(
          "unknownDevices is '" + configuration.getUnknownDevices() + "'; give fail or refuse.");
    }
    if (kind == StepKind.APPROVAL) {
      configuration.approvalTerms();
    }
    GroupOptions options = groupOptions();
    if (options.membership() == GroupOptions.Membership.FOLLOW
        && configuration.getQuery() == null) {
      throw new MissingOption(
          "query", "membership=follow needs a query: a list finds nobody later.");
    }
  }

  /**
   * What it does.
   *
   * @throws IllegalArgumentException when its URI names nothing that there is
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
                        + "' is no kind of step. Write "
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
    if (kind != StepKind.APPROVAL && configuration.hasApprovalOptions()) {
      throw new IllegalArgumentException("approvers and fourEyes are for reboot:approval.");
    }
    if (kind != StepKind.APPROVAL && kind != StepKind.CHECK && configuration.getTimeout() != null) {
      throw new IllegalArgumentException(
          "timeout is for reboot:approval and reboot:check; a group has confirmWithin.");
    }
    if (kind != StepKind.SOAK && configuration.getMaxUnstable() != null) {
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

  /** How many devices may not have stayed up when a soak ends; null when it polls no device. */
  @Nullable Limit maxUnstable() {
    String limit = configuration.getMaxUnstable();
    try {
      return limit == null ? null : Limit.parse(limit);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("maxUnstable: " + e.getMessage(), e);
    }
  }

  /** The options that a group starts with here. */
  public GroupOptions groupOptions() {
    return GroupOptionsReader.of(configuration);
  }

  /**
   * What finds its devices; null when the message names them.
   *
   * @throws IllegalArgumentException when its rows could be anything but devices
   */
  public @Nullable DeviceQuery query() {
    return query("query", configuration.getQuery());
  }

  /** What finds devices that are left out; null without it. */
  public @Nullable DeviceQuery excludeQuery() {
    return query("excludeQuery", configuration.getExcludeQuery());
  }

  private static @Nullable DeviceQuery query(String option, @Nullable String written) {
    try {
      return written == null ? null : DeviceQuery.of(written);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(option + ": " + e.getMessage(), e);
    }
  }

  /** The ids that {@code exclude} names; none without it. */
  public Set<String> excludedDevices() {
    String exclude = configuration.getExclude();
    return exclude == null ? Set.of() : new LinkedHashSet<>(TargetList.option(exclude));
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
