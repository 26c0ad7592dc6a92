package org.fleetreboot.reboot.step;

/**
 * The parts of a {@link RebootConfiguration} where Camel's generated configurers expect them: at
 * the component or the endpoint itself.
 */
interface RebootOptions {
  RebootConfiguration getConfiguration();

  default HubParameters getHubOptions() {
    return getConfiguration().getHubOptions();
  }

  default void setHubOptions(HubParameters hubOptions) {
    getConfiguration().setHubOptions(hubOptions);
  }

  default CallParameters getCall() {
    return getConfiguration().getCall();
  }

  default void setCall(CallParameters call) {
    getConfiguration().setCall(call);
  }

  default TargetParameters getTargets() {
    return getConfiguration().getTargets();
  }

  default void setTargets(TargetParameters targets) {
    getConfiguration().setTargets(targets);
  }

  default PaceParameters getPace() {
    return getConfiguration().getPace();
  }

  default void setPace(PaceParameters pace) {
    getConfiguration().setPace(pace);
  }

  default PollParameters getPolls() {
    return getConfiguration().getPolls();
  }

  default void setPolls(PollParameters polls) {
    getConfiguration().setPolls(polls);
  }

  default StopParameters getStop() {
    return getConfiguration().getStop();
  }

  default void setStop(StopParameters stop) {
    getConfiguration().setStop(stop);
  }

  default OfflineParameters getOffline() {
    return getConfiguration().getOffline();
  }

  default void setOffline(OfflineParameters offline) {
    getConfiguration().setOffline(offline);
  }

  default WindowParameters getWindow() {
    return getConfiguration().getWindow();
  }

  default void setWindow(WindowParameters window) {
    getConfiguration().setWindow(window);
  }

  default BudgetParameters getBudget() {
    return getConfiguration().getBudget();
  }

  default void setBudget(BudgetParameters budget) {
    getConfiguration().setBudget(budget);
  }

  default SoakParameters getSoak() {
    return getConfiguration().getSoak();
  }

  default void setSoak(SoakParameters soak) {
    getConfiguration().setSoak(soak);
  }

  default ApprovalParameters getApproval() {
    return getConfiguration().getApproval();
  }

  default void setApproval(ApprovalParameters approval) {
    getConfiguration().setApproval(approval);
  }

  default CheckParameters getCheck() {
    return getConfiguration().getCheck();
  }

  default void setCheck(CheckParameters check) {
    getConfiguration().setCheck(check);
  }
}
