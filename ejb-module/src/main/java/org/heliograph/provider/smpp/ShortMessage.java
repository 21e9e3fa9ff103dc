package org.heliograph.provider.smpp;

import org.jsmpp.bean.DataCoding;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.OptionalParameter;

/** One submit_sm, all but its sequence number. */
record ShortMessage(
        SmppAddress source,
        SmppAddress destination,
        ESMClass esmClass,
        String validityPeriod,
        DataCoding dataCoding,
        byte[] octets,
        OptionalParameter[] parameters) {}
