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
 * remembered: seven, which are an area and an exchange or more, but for a few places.
 */
public final class PhoneZones {

    private static final PhoneNumberToTimeZonesMapper ZONES = PhoneNumberToTimeZonesMapper.getInstance();
    private static final int TELLING = "+1212558".length();
    /**
     * Where more digits tell: in Brazil and Australia, and where all do, since some numbers among those of a place are anywhere
     * in their country.
     */
    private static final Map<String, Integer> MORE = Map.of(
            "+55", "+55939990".length(),
            "+61", "+61891234".length(),
            "+3496906", "+34969060123".length(),
            "+1246521", "+12465210123".length());

    private static final int MOST_REMEMBERED = 200_000;
    private static final Map<String, Set<ZoneId>> REMEMBERED = new ConcurrentHashMap<>();

    private PhoneZones() {}

    /** The time zones an E.164 number may be in; empty if nobody knows. */
    public static Set<ZoneId> of(String e164) {
        int telling = telling(e164);
        if (e164.length() <= telling) {
            return lookUp(e164);
        }
        String start = e164.substring(0, telling) + e164.length();
        Set<ZoneId> zones = REMEMBERED.get(start);
        return zones != null ? zones : remember(start, lookUp(e164));
    }

    private static int telling(String e164) {
        for (Map.Entry<String, Integer> place : MORE.entrySet()) {
            if (e164.startsWith(place.getKey())) {
                return place.getValue();
            }
        }
        return TELLING;
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
