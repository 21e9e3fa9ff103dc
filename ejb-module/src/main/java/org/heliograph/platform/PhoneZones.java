package org.heliograph.platform;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where phone numbers are in time. To look one up takes its time, so what the first digits of numbers of a length tell is
 * remembered: seven, which are an area and an exchange or more. Only in Australia the later ones may tell something else.
 */
public final class PhoneZones {

    private static final PhoneNumberToTimeZonesMapper ZONES = PhoneNumberToTimeZonesMapper.getInstance();
    private static final String AUSTRALIA = "+61";
    private static final int TELLING = "+1212558".length();
    private static final int MOST_REMEMBERED = 200_000;
    private static final Map<String, Set<ZoneId>> REMEMBERED = new ConcurrentHashMap<>();

    private PhoneZones() {}

    /** The time zones an E.164 number may be in; empty if nobody knows. */
    public static Set<ZoneId> of(String e164) {
        if (e164.length() <= TELLING || e164.startsWith(AUSTRALIA)) {
            return lookUp(e164);
        }
        String start = e164.substring(0, TELLING) + e164.length();
        Set<ZoneId> zones = REMEMBERED.get(start);
        return zones != null ? zones : remember(start, lookUp(e164));
    }

    /** A number that tells nothing may only be a wrong one among right ones. */
    private static Set<ZoneId> remember(String start, Set<ZoneId> zones) {
        if (!zones.isEmpty()) {
            if (REMEMBERED.size() >= MOST_REMEMBERED) {
                REMEMBERED.clear();
            }
            REMEMBERED.put(start, zones);
        }
        return zones;
    }

    static Set<ZoneId> lookUp(String e164) {
        Set<ZoneId> zones = new HashSet<>();
        try {
            for (String name :
                    ZONES.getTimeZonesForNumber(PhoneNumberUtil.getInstance().parse(e164, null))) {
                if (!name.equals(PhoneNumberToTimeZonesMapper.getUnknownTimeZone())) {
                    zones.add(ZoneId.of(name));
                }
            }
        } catch (NumberParseException | DateTimeException e) {
            return Set.of();
        }
        return Set.copyOf(zones);
    }
}
