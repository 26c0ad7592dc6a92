package org.fleetreboot.journal.view;

import java.time.Instant;
import java.util.SortedSet;

/**
 * An approval that a step waits for, as people see it.
 *
 * @param until when the step stops waiting
 * @param approvers who may decide; empty for anybody
 * @param fourEyes whether the person who started the run may not approve
 */
public record ApprovalView(Instant until, SortedSet<String> approvers, boolean fourEyes) {}
