package org.fleetreboot.engine.view;

import java.time.Instant;
import java.util.SortedSet;

/**
 * What a step waits for, as people see it.
 *
 * @param until nobody approves from then on
 * @param approvers who may decide; empty for anybody
 * @param fourEyes whether whoever started the run may not approve
 */
public record ApprovalView(Instant until, SortedSet<String> approvers, boolean fourEyes) {}
