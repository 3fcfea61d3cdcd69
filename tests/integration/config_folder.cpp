#include "tests/integration/config_folder.h"

#include <fmt/format.h>

namespace rasid::test {
namespace {

constexpr std::string_view watchlist = R"(version: 1
actors:
  - id: qaani
    kind: person
    label: Esmail Qaani
    groups: [irgc]
    names:
      ar: [إسماعيل قآني, قآني]
      fa: [اسماعیل قاآنی, قاآنی]
      en: [Esmail Qaani, Qaani]
    roles:
      - {text: قائد فيلق القدس, lang: ar, from: 2020-01-03}
  - id: kadhimi
    kind: person
    label: Mustafa al-Kadhimi
    names:
      ar: [مصطفى الكاظمي, الكاظمي]
      en: [Mustafa al-Kadhimi, Kadhimi]
  - id: kataib-hezbollah
    kind: organisation
    label: Kataib Hezbollah
    names:
      ar: [كتائب حزب الله]
      en: [Kataib Hezbollah]
)";

constexpr std::string_view gazetteer =
    "key\tlabel\tkind\tlatitude\tlongitude\tcountry\tpopulation\twithin\tnames\tambiguous\n"
    "iraq\tIraq\tcountry\t33.0\t44.0\tIQ\t40000000\t\tar:العراق|en:Iraq\t\n"
    "baghdad\tBaghdad\tcity\t33.3406\t44.4009\tIQ\t7000000\tiraq\tar:بغداد|en:Baghdad|fa:بغداد\t\n"
    "green-zone\tGreen Zone\tdistrict\t33.306\t44.39\tIQ\t0\tbaghdad\tar:المنطقة الخضراء|en:Green Zone\t\n"
    "syria\tSyria\tcountry\t35.0\t38.5\tSY\t20000000\t\tar:سوريا|en:Syria\t\n"
    "albu-kamal\tAlbu Kamal\ttown\t34.4509\t40.9366\tSY\t57000\tsyria\tar:البوكمال|en:Albu Kamal\t\n"
    "quneitra\tQuneitra\ttown\t33.1260\t35.8240\tSY\t4000\tsyria\tar:القنيطرة|en:Quneitra\t\n";

std::string comma_and(std::string const& more) {
  return more.empty() ? "" : ", " + more;
}

/// As a YAML string in single quotes.
std::string in_single_quotes(std::string_view text) {
  std::string out = "'";
  for (char const c : text) out += c == '\'' ? "''" : std::string(1, c);
  return out + "'";
}

}  // namespace

std::string const& ConfigFolder::secret() {
  static std::string const secret = "whsec_cmFzaWQtaW50ZWdyYXRpb24tdGVzdHMtc2VjcmV0LTE=";
  return secret;
}

ConfigFolder::ConfigFolder() {
  write("watchlists/people.yaml", watchlist);
  write("gazetteer/places.tsv", gazetteer);
  write("secrets/desk", secret() + "\n");
  write_feeds({});
  write_watches({});
}

void ConfigFolder::write_settings(std::vector<SinkLine> const& sinks, Tuning const& tuning) const {
  std::string text = fmt::format(
      "version: 1\ncontact: https://example.org/tests\nstore: {}\npolling: {}\nlimits: {}\nretry: {}\npipeline: {}\n"
      "egress: {}\nlog_level: {}\nfeed_failing: {}\n",
      database().string(), tuning.polling, tuning.limits, tuning.retry, tuning.pipeline, tuning.egress,
      tuning.log_level, tuning.feed_failing);
  text += "stories: " + tuning.stories + "\n";
  if (!tuning.push.empty()) text += "push: " + tuning.push + "\n";
  text += tuning.more;
  text += "sinks:\n";
  for (auto const& [id, url, more] : sinks) {
    text +=
        fmt::format("  - {{id: {}, type: webhook, url: \"{}\", secret_file: secrets/desk, allow_private: true{}}}\n",
                    id, url, comma_and(more));
  }
  write("rasid.yaml", text);
}

void ConfigFolder::write_feeds(std::vector<FeedLine> const& feeds, std::string const& name) const {
  std::string text = feeds.empty() ? "version: 1\nfeeds: []\n" : "version: 1\nfeeds:\n";
  for (auto const& [id, url, more] : feeds) {
    text += fmt::format("  - {{id: {}, url: \"{}\", allow_private: true{}}}\n", id, url, comma_and(more));
  }
  write("feeds.d/" + name + ".yaml", text);
}

void ConfigFolder::write_watches(std::vector<WatchLine> const& watches, std::string const& name,
                                 std::string const& sinks) const {
  std::string text = fmt::format("version: 1\ndefaults: {{severity: medium, sinks: [{}]}}\n", sinks);
  text += watches.empty() ? "watches: []\n" : "watches:\n";
  for (auto const& [id, when, more] : watches) {
    text += fmt::format("  - {{id: {}, title: {}, when: {}{}}}\n", id, in_single_quotes("Watch " + id),
                        in_single_quotes(when), comma_and(more));
  }
  write("rules.d/" + name + ".yaml", text);
}

}  // namespace rasid::test
