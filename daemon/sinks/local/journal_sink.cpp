#include "daemon/sinks/local/journal_sink.h"

#include <sys/uio.h>
#include <unistd.h>

#include <cstring>

#include <fmt/format.h>
#include <systemd/sd-journal.h>

#include "daemon/alerts/dialect.h"
#include "daemon/alerts/read_payload.h"

namespace rasid::sinks {
namespace {

/// syslog(3): an alert is news, so nothing above "critical".
int priority_of(std::string_view severity) {
  if (severity == "critical") return 2;
  if (severity == "high") return 3;
  return severity == "medium" ? 4 : 5;
}

DeliveryResult write_entry(std::vector<std::string> fields) {
  // libsystemd takes a missing journal for success.
  if (::access("/run/systemd/journal/socket", W_OK) != 0) return RetryLater{"there is no journal", std::nullopt};
  std::vector<iovec> parts;
  for (std::string& field : fields) parts.push_back({field.data(), field.size()});
  int const result = sd_journal_sendv(parts.data(), static_cast<int>(parts.size()));
  if (result < 0) return RetryLater{fmt::format("the journal: {}", std::strerror(-result)), std::nullopt};
  return Delivered{};
}

}  // namespace

std::vector<std::string> journal_fields(std::string_view payload, std::string_view message_id) {
  auto const alert = alerts::read_payload(payload);
  if (!alert) return {};
  std::string text = fmt::format("[{}] {}: {}", alert->severity, alert->watch_title, alert->title);
  if (!alert->sentence.empty()) text += " — " + alert->sentence;
  std::vector<std::string> fields{"MESSAGE=" + alerts::one_line(text),
                                  fmt::format("PRIORITY={}", priority_of(alert->severity)),
                                  "MESSAGE_ID=7d1b6a1c50f94a0f9a0a6f0c6c2c9a51",
                                  "SYSLOG_IDENTIFIER=rasid",
                                  fmt::format("RASID_MESSAGE={}", message_id),
                                  "RASID_ALERT=" + alert->id,
                                  fmt::format("RASID_REVISION={}", alert->revision),
                                  "RASID_SEVERITY=" + alert->severity,
                                  "RASID_WATCH=" + alert->watch,
                                  "RASID_STORY=" + alert->story,
                                  "RASID_FEED=" + alert->feed,
                                  "RASID_URL=" + alert->url};
  for (auto const& actor : alert->actors) fields.push_back("RASID_ACTOR=" + actor.label);
  for (auto const& place : alert->places) fields.push_back("RASID_PLACE=" + place.name());
  return fields;
}

boost::asio::awaitable<DeliveryResult> JournalSink::deliver(store::Delivery const& delivery) {
  auto fields = journal_fields(delivery.body, delivery.message_id());
  if (fields.empty()) co_return Dead{"the payload cannot be read"};
  auto write = [fields = std::move(fields)]() mutable { return write_entry(std::move(fields)); };
  co_return co_await thread_.run(std::move(write));
}

}  // namespace rasid::sinks
