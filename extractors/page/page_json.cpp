#include "extractors/page/page_json.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

namespace rasid::page {

std::string to_json(Page const& page) {
  boost::json::object out;
  out["title"] = page.title;
  out["byline"] = page.byline;
  out["published"] = page.published ? boost::json::value(to_rfc3339(*page.published)) : boost::json::value(nullptr);
  out["language"] = page.language;
  out["site"] = page.site;
  out["canonical"] = page.canonical;
  out["truncated"] = page.truncated;
  out["text"] = page.text;
  return boost::json::serialize(out);
}

}  // namespace rasid::page
