#include "daemon/demo/demonstration.h"

#include <array>
#include <iostream>

#include <fmt/format.h>
#include <openssl/rand.h>

#include "daemon/demo/show_alert.h"
#include "daemon/sinks/base64.h"
#include "daemon/sinks/signature.h"

namespace rasid::demo {
namespace {

/// A round is cut to what readers of a real feed would still find in it.
constexpr std::size_t most_released = 200;

std::string new_secret() {
  std::array<unsigned char, 32> bytes{};
  RAND_bytes(bytes.data(), static_cast<int>(bytes.size()));
  return "whsec_" + sinks::base64({reinterpret_cast<char const*>(bytes.data()), bytes.size()});
}

std::string_view header(HttpQuestion const& question, std::string const& name) {
  auto const found = question.headers.find(name);
  return found == question.headers.end() ? std::string_view{} : found->second;
}

}  // namespace

Demonstration::Demonstration(Newsroom newsroom, Duration over, bool colours)
    : newsroom_(std::move(newsroom)),
      over_(over),
      colours_(colours),
      secret_text_(new_secret()),
      secret_(sinks::Secret::parse(secret_text_).value()),
      started_(SystemClock{}.now()),
      server_([this](HttpQuestion const& question) { return serve(question); }) {}

void Demonstration::adjust(configuration::Settings& settings, std::vector<configuration::FeedSettings>& feeds) const {
  settings.polling.interval = settings.polling.floor = Duration{1'000};
  settings.polling.startup_spread = Duration{0};
  settings.polling.learn = false;  // a newsroom of a minute has no habits
  settings.polling.connections_per_host = 8;
  settings.drain = Duration{3'000};
  settings.stories.tell_feeds = {2, 3, 4, 5, 6};  // to see the story grow, feed by feed
  for (configuration::SinkSettings& sink : settings.sinks) {
    sink.kind = sinks::WebhookSettings{
        .id = sink.id, .url = base() + "/hook", .secrets = {secret_}, .allow_private_addresses = true};
  }
  feeds.clear();
  for (SampleFeed const& sample : newsroom_.feeds) {
    configuration::FeedSettings feed;
    feed.id.value = sample.id;
    feed.url = base() + sample.path;
    feed.title = sample.title;
    feed.language = sample.language;
    feed.allow_private = true;
    feeds.push_back(std::move(feed));
  }
}

void Demonstration::release_due() {
  Timestamp const now = SystemClock{}.now();
  // The newsroom's own times fill one minute; `over` stretches or shortens it.
  double const pace = static_cast<double>(over_.count()) / 60'000.0;
  std::lock_guard const lock(mutex_);
  while (!newsroom_.articles.empty()) {
    std::size_t const number = totals_.released;
    std::size_t const article = number % newsroom_.articles.size();
    auto const round = static_cast<unsigned>(number / newsroom_.articles.size());
    SampleArticle const& sample = newsroom_.articles[article];
    auto const after = Duration{static_cast<Duration::rep>(static_cast<double>(sample.after.count()) * pace)};
    if (started_ + round * over_ + after > now) break;
    released_.push_back({article, round + 1});
    if (released_.size() > most_released) released_.erase(released_.begin());
    ++totals_.released;
    std::cout << fmt::format("{}· {} publishes: \u2068{}\u2069{}\n", colours_ ? "\x1b[2m" : "", sample.feed,
                             sample.title, colours_ ? "\x1b[0m" : "")
              << std::flush;
  }
}

std::string Demonstration::base() const {
  return fmt::format("http://127.0.0.1:{}", server_.port());
}

Demonstration::Totals Demonstration::totals() const {
  std::lock_guard const lock(mutex_);
  return totals_;
}

HttpAnswer Demonstration::serve(HttpQuestion const& question) {
  if (question.method == "POST" && question.target == "/hook") return receive(question);
  std::lock_guard const lock(mutex_);
  return answer(newsroom_, released_, base(), question);
}

/// What a receiver has to do: check the signature, drop repeats by id, answer 2xx soon.
HttpAnswer Demonstration::receive(HttpQuestion const& question) {
  sinks::SignedHeaders const headers{header(question, "webhook-id"), header(question, "webhook-timestamp"),
                                     header(question, "webhook-signature")};
  auto const verified = sinks::verify({&secret_, 1}, headers, question.body, SystemClock{}.now());
  auto const alert = alerts::read_payload(question.body);
  std::lock_guard const lock(mutex_);
  if (!verified || !alert) {
    ++totals_.refused;
    return {400, "text/plain", "", "not a signed alert\n"};
  }
  if (std::ranges::find(seen_, headers.id) != seen_.end()) {
    ++totals_.repeats;
    return {204, "", "", ""};
  }
  seen_.emplace_back(headers.id);
  ++totals_.alerts;
  std::cout << show_alert(*alert, colours_) << "   signature valid, HMAC-SHA256\n\n" << std::flush;
  return {204, "", "", ""};
}

}  // namespace rasid::demo
