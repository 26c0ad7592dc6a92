package org.fleetreboot.workflow.device;

/**
 * Why a device is not called now, though its turn has come.
 *
 * @param reason for people
 * @param skipped whether the device is skipped; else it has its turn again later
 */
public record Deferral(String reason, boolean skipped) {}
