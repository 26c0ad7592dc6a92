package org.fleetreboot.engine;

import org.fleetreboot.workflow.RebootTerms;
import org.jspecify.annotations.Nullable;

/**
 * One device whose turn has come: it holds a permit of its group and of the hub.
 *
 * @param number unique in the life of the engine
 * @param payload the direct method's payload as JSON text; null for none
 */
public record Turn(
    long number,
    String run,
    String step,
    String device,
    RebootTerms terms,
    @Nullable String payload) {}
