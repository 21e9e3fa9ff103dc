package org.heliograph.platform;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Set;

/** Where phone numbers are in time. */
public final class PhoneZones {

    private static final PhoneNumberToTimeZonesMapper ZONES = PhoneNumberToTimeZonesMapper.getInstance();

    private PhoneZones() {}

    /** The time zones an E.164 number may be in; empty if nobody knows. */
    public static Set<ZoneId> of(String e164) {
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
        return zones;
    }
}
