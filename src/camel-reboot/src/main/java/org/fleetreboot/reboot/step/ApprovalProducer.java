package org.fleetreboot.reboot.step;

import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.fleetreboot.engine.ApprovalOptions;
import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.reboot.NotApproved;

/** Waits for a person. */
final class ApprovalProducer extends StepProducer {
  private final RebootEndpoint endpoint;
  private final ApprovalOptions terms;

  ApprovalProducer(RebootEndpoint endpoint) {
    super(endpoint);
    this.endpoint = endpoint;
    this.terms = endpoint.getApproval().approvalTerms();
  }

  @Override
  CompletionStage<StepAnswer> ask(String run, String step, Exchange exchange) {
    return endpoint.getComponent().steps().approval(run, step, terms);
  }

  /** The body is unchanged: it may be the list of devices to be approved. */
  @Override
  boolean keepsBody() {
    return true;
  }

  @Override
  Exception failure(StepAnswer answer) {
    return new NotApproved(answer);
  }
}
