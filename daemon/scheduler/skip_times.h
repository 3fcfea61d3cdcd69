#pragma once

#include "daemon/store/store.h"

namespace rasid::scheduling {

/// The first moment from `at` on that lies in no hour and on no day that the feed asks to skip (RSS 2.0 skipHours and
/// skipDays, UTC); `at` itself where everything is skipped, since such a feed could never be polled.
Timestamp after_skipped(store::PollHints const& hints, Timestamp at);

}  // namespace rasid::scheduling
