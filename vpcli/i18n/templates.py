"""Starter data files, by format and language: valid as they stand, with remarks on every key."""

__all__ = ["TEMPLATES"]

_YAML_EN = """\
# A data set for vpcli: figures as the report prints them.
#   vpcli growth FILE        how fast did each indicator grow?
#   vpcli attainment FILE    how far was the plan met?
#   vpcli check FILE         do the figures agree?
# Replace the examples by your own. What stands after # is not read.

title: Industry and trade, results of 2019 and plan of 2020
numbers: en                 # how numbers are printed: en 1,234.5; vi 1.234,5
area: My province           # an area may also stand with an indicator or a figure

sources:                    # where the figures were printed
  report:
    title: Report on the year 2019
    publisher: Department of Industry and Trade
    date: 2020-01-20        # a day, a month (2020-01) or a year; tells editions apart
    # url: https://…

indicators:
  industry:                 # an id of your own, to name it in commands
    name: Industrial production value   # or {en: …, vi: …}
    unit: billion VND
    kind: level             # level, rate (in %), chain-index (previous year = 100), fixed-index
    direction: up           # up: more is better; down: less is better; none
    # price-basis: constant:2010
    # growth-method: log    # the rates are 100 ln(this year / last year)
    # base-year: 2010       # the year in which a fixed index is 100
    # natural-limit: 100    # what a level cannot pass
    # precision: 0.001      # what the levels are known to, where zeros were dropped
    # parts: [mining, manufacturing]    # indicators that add up to it; some-parts: some of them
    # plans-add-up: yes     # the plans of the parts add up to its plan
    facts:
      - year: 2018
        actual: 215,811
      - year: 2019
        actual: 244,794     # as printed: 244,794, nearly 245 thousand billion VND
        growth: 13.43%      # a printed rate; the level it stands on need not be known
        over-plan: 9.9%     # or attainment: 109.9%
        status: E           # A normal, E estimate, P provisional, F forecast, B break, O missing
        source: report
        # note: a remark
      - year: 2020
        plan: 281,500       # also a range 280,000-283,000, below 4, above 24
        planned-growth: 15%
        # plan-by: Government           # whose plan it is, where there are several
        source: report

  exports:
    name: Exports
    unit: million USD
    facts:
      - {year: 2018, actual: "2,246"}   # between braces a comma needs quotes
      - {year: 2019, actual: "2,560", plan: "2,480", source: report}

# A figure may also be: change, multiple (1.89 times), average-growth, planned-average-growth (8 %
# a year), share, contribution (percentage points), share-of-growth, verdict (exceeded, met, not
# met); with since: 2015 where it is not on the year before, and of: total for a share.

# Plans of your own, for vpcli projection FILE --scenario low --scenario high:
# scenarios:
#   low: {exports: 6%}                # a growth a year
#   high: {exports: {2025: "4,000"}}  # or levels by year

# Figures that stand in other files, described by the indicators above:
# tables:
#   - {file: budget.xlsx, sheet: 2, unit: billion VND, numbers: en, columns: {indicator: Item}}
# aliases:
#   exports: [Export turnover]        # other names of an indicator
"""

_YAML_VI = """\
# Tệp số liệu cho vpcli: số liệu ghi đúng như báo cáo đã in.
#   vpcli growth TỆP        tốc độ tăng của từng chỉ tiêu là bao nhiêu?
#   vpcli attainment TỆP    kế hoạch hoàn thành đến đâu?
#   vpcli check TỆP         các số liệu có khớp nhau không?
# Thay các ví dụ bằng số liệu của mình. Phần sau dấu # không được đọc.

title: Ngành công thương, kết quả năm 2019 và kế hoạch năm 2020
numbers: vi                 # cách viết số: vi 1.234,5; en 1,234.5
area: Tỉnh nhà              # địa bàn; cũng có thể ghi ở từng chỉ tiêu hay số liệu (area)

sources:                    # số liệu lấy từ đâu
  baocao:
    title: Báo cáo tổng kết năm 2019
    publisher: Sở Công Thương
    date: 20/1/2020         # ngày, tháng (1/2020) hoặc năm; để biết lần công bố nào sau
    # url: https://…

indicators:                 # các chỉ tiêu
  cong-nghiep:              # mã tự đặt, dùng để gọi trong lệnh
    name: Giá trị sản xuất công nghiệp  # hoặc {en: …, vi: …}
    unit: tỷ đồng           # đơn vị tính
    kind: level             # level số tuyệt đối, rate tỷ lệ %, chain-index (năm trước = 100), fixed-index
    direction: up           # up tăng là tốt, down giảm là tốt, none
    # price-basis: constant:2010        # giá so sánh 2010
    # growth-method: log    # tốc độ tăng là 100 ln(năm nay / năm trước)
    # base-year: 2010       # năm gốc, khi đó chỉ số định gốc bằng 100
    # natural-limit: 100    # giới hạn mà chỉ tiêu không vượt được
    # precision: 0.001      # số liệu chính xác đến đâu, khi các số 0 cuối không được in
    # parts: [khai-khoang, che-bien]    # các bộ phận cộng lại bằng nó; some-parts: chỉ một số
    # plans-add-up: yes     # kế hoạch của các bộ phận cũng cộng lại bằng kế hoạch của nó
    facts:                  # số liệu
      - year: 2018
        actual: 215.811     # thực hiện
      - year: 2019
        actual: 244.794     # ghi như đã in: 244.794, gần 245 nghìn tỷ đồng
        growth: 13,43%      # tốc độ tăng đã công bố; không cần biết mức của năm trước
        over-plan: 9,9%     # vượt kế hoạch; hoặc attainment: 109,9%
        status: E           # A chính thức, E ước tính, P sơ bộ, F dự báo, B gián đoạn, O thiếu
        source: baocao
        # note: ghi chú
      - year: 2020
        plan: 281.500       # kế hoạch; cũng nhận khoảng 280.000-283.000, dưới 4, trên 24
        planned-growth: 15% # kế hoạch tăng
        # plan-by: Chính phủ            # cơ quan giao kế hoạch, khi có nhiều kế hoạch
        source: baocao

  xuat-khau:
    name: Kim ngạch xuất khẩu
    unit: triệu USD
    facts:
      - {year: 2018, actual: 2.246}
      - {year: 2019, actual: 2.560, plan: 2.480, source: baocao}

# Ngoài ra: change lượng tăng, multiple (gấp 1,89 lần), average-growth tăng bình quân,
# planned-average-growth kế hoạch tăng bình quân (8%/năm), share tỷ trọng, contribution đóng góp
# (điểm %), share-of-growth tỷ lệ đóng góp, verdict đánh giá (vượt, đạt, không đạt); thêm
# since: 2015 khi không so với năm trước, of: tổng số của tỷ trọng.

# Kịch bản tự đặt, dùng với vpcli projection TỆP --scenario thap --scenario cao:
# scenarios:
#   thap: {xuat-khau: 6%}            # tăng mỗi năm
#   cao: {xuat-khau: {2025: 4.000}}  # hoặc mức của từng năm

# Số liệu nằm ở tệp khác, được mô tả bằng các chỉ tiêu ở trên:
# tables:
#   - {file: ngan-sach.xlsx, sheet: 2, unit: tỷ đồng, numbers: vi, columns: {indicator: Khoản}}
# aliases:
#   xuat-khau: [Kim ngạch xuất khẩu]  # tên gọi khác của chỉ tiêu
"""

_CSV_EN = """\
# A data set for vpcli: one row for each indicator and year; figures as the report prints them.
# Only indicator and year and one figure are needed; other columns may be left out. More columns:
# area, kind, direction, price_basis, part_of, change, multiple, average_growth,
# planned_average_growth, since, share, of, contribution, share_of_growth, verdict, plan_by,
# growth_method, base_year, natural_limit, plans_add_up, precision, source_date, source_title.
# Status: A normal, E estimate, P provisional, F forecast, B break in the series, O missing.
indicator,name,unit,year,actual,plan,growth,planned_growth,over_plan,status,source,note
industry,Industrial production value,billion VND,2018,"215,811",,,,,,report,
industry,Industrial production value,billion VND,2019,"244,794",,13.43%,,9.9%,E,report,the plan itself is not printed
industry,Industrial production value,billion VND,2020,,"281,500",,15%,,,report,
exports,Exports,million USD,2018,"2,246",,,,,,report,
exports,Exports,million USD,2019,"2,560","2,480",,,,,report,
"""

_CSV_VI = """\
# Tệp số liệu cho vpcli: mỗi chỉ tiêu mỗi năm một dòng; số liệu ghi đúng như báo cáo đã in.
# Chỉ cần chỉ tiêu, năm và một số liệu; các cột khác có thể bỏ. Các cột khác nữa: area, kind,
# direction, price_basis, part_of, change, multiple, average_growth,
# planned_average_growth, since, share, of, contribution, share_of_growth, verdict, plan_by,
# growth_method, base_year, natural_limit, plans_add_up, precision, source_date, source_title.
# Trạng thái: A chính thức, E ước tính, P sơ bộ, F dự báo, B gián đoạn dãy số, O thiếu.
chỉ tiêu;tên chỉ tiêu;đơn vị tính;năm;thực hiện;kế hoạch;tốc độ tăng;kế hoạch tăng;vượt kế hoạch;trạng thái;nguồn;ghi chú
cong-nghiep;Giá trị sản xuất công nghiệp;tỷ đồng;2018;215.811;;;;;;baocao;
cong-nghiep;Giá trị sản xuất công nghiệp;tỷ đồng;2019;244.794;;13,43%;;9,9%;E;baocao;không công bố số kế hoạch
cong-nghiep;Giá trị sản xuất công nghiệp;tỷ đồng;2020;;281.500;;15%;;;baocao;
xuat-khau;Kim ngạch xuất khẩu;triệu USD;2018;2.246;;;;;;baocao;
xuat-khau;Kim ngạch xuất khẩu;triệu USD;2019;2.560;2.480;;;;;baocao;
"""

TEMPLATES = {
    ("yaml", "en"): _YAML_EN,
    ("yaml", "vi"): _YAML_VI,
    ("csv", "en"): _CSV_EN,
    ("csv", "vi"): _CSV_VI,
}
