#include "tests/integration/push_publisher.h"

#include <fmt/format.h>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "tests/support/wait.h"

namespace rasid::test {
namespace {

/// Percent-encoded but for what needs it nowhere.
std::string escaped(std::string_view text) {
  std::string out;
  for (char const c : text) {
    bool const plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    bool const escape = text[i] == '%' && i + 2 < text.size();
    out += escape ? static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16)) : text[i];
    i += escape ? 2 : 0;
  }
  return out;
}

/// A field of a form, or empty.
std::string field(std::string_view form, std::string_view name) {
  std::string const all = "&" + std::string(form) + "&";
  auto const at = all.find(fmt::format("&{}=", name));
  if (at == std::string::npos) return {};
  auto const begin = at + name.size() + 2;
  return unescaped(std::string_view(all).substr(begin, all.find('&', begin) - begin));
}

/// X-Hub-Signature by the text of the specification.
std::string signature(std::string_view secret, std::string_view body) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> mac{};
  unsigned int size = 0;
  HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
       reinterpret_cast<unsigned char const*>(body.data()), body.size(), mac.data(), &size);
  std::string out = "sha256=";
  for (unsigned int i = 0; i < size; ++i) out += fmt::format("{:02x}", mac[i]);
  return out;
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
  auto const get = [&](std::string_view name) { return field(seen.body, name); };
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
  return ask_http("GET",
                  fmt::format("{}?hub.mode={}&hub.topic={}&hub.challenge={}&hub.lease_seconds={}", asked.callback, mode,
                              escaped(topic), escaped("the challenge & more"), lease_seconds));
}

HttpAnswer PushPublisher::deny(Asked const& asked) {
  return ask_http("GET",
                  fmt::format("{}?hub.mode=denied&hub.topic={}&hub.reason=full", asked.callback, escaped(asked.topic)));
}

HttpAnswer PushPublisher::push(Asked const& asked, std::string_view document, std::string_view secret) {
  return ask_http("POST", asked.callback,
                  {{"Content-Type", "application/rss+xml"}, {"X-Hub-Signature", signature(secret, document)}},
                  document);
}

}  // namespace rasid::test
