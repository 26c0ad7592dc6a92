/**
 * The hub behind Microsoft's service SDK.
 *
 * <p>Requests go through the SDK's own transport rather than its typed clients, because those lose
 * parts of an answer that matter here: a twin's stamps beyond milliseconds and several of its
 * members, {@code null} members of a method's payload, and the end of a query's page.
 */
@NullMarked
package org.fleetreboot.iothub.sdk;

import org.jspecify.annotations.NullMarked;
