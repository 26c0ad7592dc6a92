package org.fleetreboot.engine;

import java.util.Set;
import org.fleetreboot.workflow.options.CallOptions;
import org.fleetreboot.workflow.options.TagPath;
import org.jspecify.annotations.Nullable;

/**
 * One device whose turn has come: it holds a permit of its group and of the hub.
 *
 * @param number unique in the life of the engine
 * @param payload the direct method's payload as JSON text; null for none
 * @param tags what the engine has to know of the twin beside its marker
 */
public record Turn(
    long number,
    String run,
    String step,
    String device,
    CallOptions callOptions,
    @Nullable String payload,
    Set<TagPath> tags) {}
