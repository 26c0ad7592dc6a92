/**
 * A real hub over HTTPS, as Microsoft's service SDK addresses it.
 *
 * <p>Requests go neither through the SDK's typed clients nor through its transport. The clients
 * lose parts of an answer that matter here: a twin's stamps beyond milliseconds and several of its
 * members, {@code null} members of a method's payload, and the end of a query's page. The transport
 * loses of an error what says whose trouble it is: its status, its headers, its code when more text
 * comes with it.
 */
@NullMarked
package org.fleetreboot.iothub.sdk;

import org.jspecify.annotations.NullMarked;
