package org.fleetreboot.reboot.step;

import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.apache.camel.spi.UriPath;
import org.fleetreboot.workflow.options.GroupOptions;
import org.jspecify.annotations.Nullable;

/** The options of a step; those of the component are their defaults. */
@UriParams
public class RebootConfiguration {

  @UriPath(enums = "group,soak,approval,check")
  @Metadata(required = true)
  private String kind = "group";

  @UriPath
  @Metadata(required = true)
  private String name = "";

  @UriParam(label = "advanced")
  private @Nullable String key;

  @UriParam private HubParameters hubOptions = new HubParameters();
  @UriParam private CallParameters call = new CallParameters();
  @UriParam private TargetParameters targets = new TargetParameters();
  @UriParam private PaceParameters pace = new PaceParameters();
  @UriParam private PollParameters polls = new PollParameters();
  @UriParam private StopParameters stop = new StopParameters();
  @UriParam private OfflineParameters offline = new OfflineParameters();
  @UriParam private WindowParameters window = new WindowParameters();
  @UriParam private BudgetParameters budget = new BudgetParameters();
  @UriParam private SoakParameters soak = new SoakParameters();
  @UriParam private ApprovalParameters approval = new ApprovalParameters();
  @UriParam private CheckParameters check = new CheckParameters();

  /** A copy that an endpoint may change. */
  public RebootConfiguration copy() {
    RebootConfiguration copy = new RebootConfiguration();
    copy.kind = kind;
    copy.name = name;
    copy.key = key;
    copy.hubOptions = hubOptions.copy();
    copy.call = call.copy();
    copy.targets = targets.copy();
    copy.pace = pace.copy();
    copy.polls = polls.copy();
    copy.stop = stop.copy();
    copy.offline = offline.copy();
    copy.window = window.copy();
    copy.budget = budget.copy();
    copy.soak = soak.copy();
    copy.approval = approval.copy();
    copy.check = check.copy();
    return copy;
  }

  /**
   * The options of a group.
   *
   * @throws IllegalArgumentException with the value and the remedy, if one is wrong
   */
  GroupOptions groupOptions() {
    return new GroupOptions(
        call.callOptions(),
        pace.pace(),
        polls.polls(),
        stop.stop(),
        offline.policy(),
        targets.isAllowEmpty(),
        window.window(),
        budget.budget(),
        targets.membership(),
        budget.disconnectedPolicy());
  }

  public String getKind() {
    return kind;
  }

  /**
   * What the step does: reboot a group of devices, let time pass, wait for a person, or ask an
   * endpoint.
   */
  public void setKind(String kind) {
    this.kind = kind;
  }

  public String getName() {
    return name;
  }

  /** The name of the group, the soak, the approval or the check, for people. */
  public void setName(String name) {
    this.name = name;
  }

  public @Nullable String getKey() {
    return key;
  }

  /**
   * Distinguishes the passes of a split: a simple expression such as ${body}, which has the same
   * value for the same pass on every replay. The key of the step is its id and this value.
   */
  public void setKey(@Nullable String key) {
    this.key = key;
  }

  public HubParameters getHubOptions() {
    return hubOptions;
  }

  public void setHubOptions(HubParameters hubOptions) {
    this.hubOptions = hubOptions;
  }

  public CallParameters getCall() {
    return call;
  }

  public void setCall(CallParameters call) {
    this.call = call;
  }

  public TargetParameters getTargets() {
    return targets;
  }

  public void setTargets(TargetParameters targets) {
    this.targets = targets;
  }

  public PaceParameters getPace() {
    return pace;
  }

  public void setPace(PaceParameters pace) {
    this.pace = pace;
  }

  public PollParameters getPolls() {
    return polls;
  }

  public void setPolls(PollParameters polls) {
    this.polls = polls;
  }

  public StopParameters getStop() {
    return stop;
  }

  public void setStop(StopParameters stop) {
    this.stop = stop;
  }

  public OfflineParameters getOffline() {
    return offline;
  }

  public void setOffline(OfflineParameters offline) {
    this.offline = offline;
  }

  public WindowParameters getWindow() {
    return window;
  }

  public void setWindow(WindowParameters window) {
    this.window = window;
  }

  public BudgetParameters getBudget() {
    return budget;
  }

  public void setBudget(BudgetParameters budget) {
    this.budget = budget;
  }

  public SoakParameters getSoak() {
    return soak;
  }

  public void setSoak(SoakParameters soak) {
    this.soak = soak;
  }

  public ApprovalParameters getApproval() {
    return approval;
  }

  public void setApproval(ApprovalParameters approval) {
    this.approval = approval;
  }

  public CheckParameters getCheck() {
    return check;
  }

  public void setCheck(CheckParameters check) {
    this.check = check;
  }
}
