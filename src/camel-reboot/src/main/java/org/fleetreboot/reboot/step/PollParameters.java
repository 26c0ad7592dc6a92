package org.fleetreboot.reboot.step;

import java.time.Duration;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;
import org.fleetreboot.workflow.options.PollOptions;

/** When the twins of a group's devices are read. */
@UriParams
public class PollParameters extends Parameters<PollParameters> {

  @UriParam(label = "group,message", defaultValue = "5s")
  private Duration firstPoll = PollOptions.DEFAULT.firstPoll();

  @UriParam(label = "group,message", defaultValue = "10s")
  private Duration pollEvery = PollOptions.DEFAULT.pollEvery();

  @UriParam(label = "group,message", defaultValue = "true")
  private boolean learnFirstPoll = PollOptions.DEFAULT.learnFirstPoll();

  public Duration getFirstPoll() {
    return firstPoll;
  }

  /** How long after the answer the twin is first read. */
  public void setFirstPoll(Duration firstPoll) {
    this.firstPoll = firstPoll;
  }

  public Duration getPollEvery() {
    return pollEvery;
  }

  /** How long until the next read; grows with each read that saw no change. */
  public void setPollEvery(Duration pollEvery) {
    this.pollEvery = pollEvery;
  }

  public boolean isLearnFirstPoll() {
    return learnFirstPoll;
  }

  /**
   * Whether the first read depends on how long devices of the group took to come back, but never
   * before firstPoll: a confirmed reboot then costs about one read.
   */
  public void setLearnFirstPoll(boolean learnFirstPoll) {
    this.learnFirstPoll = learnFirstPoll;
  }

  PollOptions polls() {
    return new PollOptions(firstPoll, pollEvery, learnFirstPoll);
  }
}
