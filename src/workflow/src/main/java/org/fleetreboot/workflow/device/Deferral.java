package org.fleetreboot.workflow.device;

/**
 * Why a device is not called although its turn has come.
 *
 * @param reason for people
 * @param skipped true if the device is skipped; false if it gets another turn later
 */
public record Deferral(String reason, boolean skipped) {}
