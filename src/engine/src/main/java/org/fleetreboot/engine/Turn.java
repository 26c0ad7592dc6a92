package org.fleetreboot.engine;

import java.util.Set;
import org.fleetreboot.workflow.options.CallOptions;
import org.fleetreboot.workflow.options.TagPath;
import org.jspecify.annotations.Nullable;

/**
 * The turn of one device, which holds a place in its group and a slot for a call.
 *
 * @param number unique until the engine stops
 * @param hub the hub of the device
 * @param payload the payload of the direct method as JSON text; null for none
 * @param tags the tags of the twin that the engine needs
 */
public record Turn(
    long number,
    String run,
    String step,
    String hub,
    String device,
    CallOptions callOptions,
    @Nullable String payload,
    Set<TagPath> tags) {}
