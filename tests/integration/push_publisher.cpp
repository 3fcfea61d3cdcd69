#include "tests/integration/push_publisher.h"

#include <fmt/format.h>

#include "daemon/push/form.h"
#include "daemon/push/signature.h"
#include "tests/support/wait.h"

namespace rasid::test {
namespace {

std::string with_query(PushPublisher::Asked const& asked, push::Form const& form) {
  return asked.callback + "?" + push::to_text(form);
}

}  // namespace

std::string one_item(std::string_view guid, std::string_view title) {
  return fmt::format(
      "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Wire</title><item><guid "
      "isPermaLink=\"false\">{}</guid>"
      "<title>{}</title><description>{}</description></item></channel></rss>",
      guid, title, title);
}

PushPublisher::PushPublisher()
    : document_(one_item("nothing", "Nothing happens")), server_([this](Seen const& seen) { return answer(seen); }) {}

Reply PushPublisher::answer(Seen const& seen) {
  std::lock_guard const lock(mutex_);
  if (seen.target == "/feed.xml") {
    return {.headers = {{"Content-Type", "application/rss+xml"},
                        {"Link", "</hub>; rel=\"hub\", </feed.xml?topic>; rel=\"self\""}},
            .body = document_};
  }
  if (seen.target != "/hub" || seen.method != "POST") return {.status = 404};
  push::Form const form = push::parse_form(seen.body);
  auto const get = [&](std::string_view name) { return push::field(form, name).value_or(""); };
  asked_.push_back(
      {get("hub.mode"), get("hub.topic"), get("hub.callback"), get("hub.secret"), get("hub.lease_seconds")});
  return {.status = status_};
}

void PushPublisher::answer_with(int status) {
  std::lock_guard const lock(mutex_);
  status_ = status;
}

void PushPublisher::publish(std::string document) {
  std::lock_guard const lock(mutex_);
  document_ = std::move(document);
}

std::vector<PushPublisher::Asked> PushPublisher::asked() const {
  std::lock_guard const lock(mutex_);
  return asked_;
}

std::optional<PushPublisher::Asked> PushPublisher::wait_for_request(std::size_t nth) const {
  if (!wait_for([&] { return asked().size() >= nth; })) return std::nullopt;
  return asked()[nth - 1];
}

HttpAnswer PushPublisher::verify(Asked const& asked, std::string_view mode, std::string_view topic,
                                 std::string_view lease_seconds) {
  return ask_http("GET", with_query(asked, {{"hub.mode", std::string(mode)},
                                            {"hub.topic", std::string(topic)},
                                            {"hub.challenge", "the challenge & more"},
                                            {"hub.lease_seconds", std::string(lease_seconds)}}));
}

HttpAnswer PushPublisher::deny(Asked const& asked) {
  return ask_http("GET",
                  with_query(asked, {{"hub.mode", "denied"}, {"hub.topic", asked.topic}, {"hub.reason", "full"}}));
}

HttpAnswer PushPublisher::push(Asked const& asked, std::string_view document, std::string_view secret) {
  return ask_http(
      "POST", asked.callback,
      {{"Content-Type", "application/rss+xml"}, {"X-Hub-Signature", push::hub_signature("sha256", secret, document)}},
      document);
}

}  // namespace rasid::test
