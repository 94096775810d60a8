import Reporting

/// The works that chapters and front matter refer to, by `[Szegedy et al. (2013)](#ref-szegedy-2013)`.
enum Bibliography {
  static let references: [ReportDocument.Reference] = [
    .init(
      "adebayo-2018", "Adebayo et al. (2018)",
      "J. Adebayo, J. Gilmer, M. Muelly, I. Goodfellow, M. Hardt, B. Kim. *Sanity checks for saliency maps.* NeurIPS 2018. arXiv 1810.03292."
    ),
    .init(
      "azulay-2018", "Azulay and Weiss (2018)",
      "A. Azulay, Y. Weiss. *Why do deep convolutional networks generalize so poorly to small image transformations?* arXiv 1805.12177; JMLR 2019."
    ),
    .init(
      "field-1987", "Field (1987)",
      "D. J. Field. *Relations between the statistics of natural images and the response properties of cortical cells.* Journal of the Optical Society of America A 4, 1987."
    ),
    .init(
      "he-2015", "He et al. (2015)",
      "K. He, X. Zhang, S. Ren, J. Sun. *Delving deep into rectifiers.* ICCV 2015. arXiv 1502.01852."),
    .init(
      "jordan-2024", "Jordan et al. (2024)",
      "K. Jordan and others. *Muon: an optimizer for hidden layers in neural networks.* 2024."),
    .init(
      "krizhevsky-2012", "Krizhevsky et al. (2012)",
      "A. Krizhevsky, I. Sutskever, G. E. Hinton. *ImageNet classification with deep convolutional neural networks.* NIPS 2012."
    ),
    .init(
      "luo-2016", "Luo et al. (2016)",
      "W. Luo, Y. Li, R. Urtasun, R. Zemel. *Understanding the effective receptive field in deep convolutional neural networks.* NIPS 2016. arXiv 1701.04128."
    ),
    .init(
      "mahendran-2016", "Mahendran and Vedaldi (2016)",
      "A. Mahendran, A. Vedaldi. *Salient deconvolutional networks.* ECCV 2016."),
    .init(
      "nie-2018", "Nie et al. (2018)",
      "W. Nie, Y. Zhang, A. Patel. *A theoretical explanation for perplexing behaviors of backpropagation-based visualizations.* ICML 2018. arXiv 1805.07039."
    ),
    .init(
      "springenberg-2015", "Springenberg et al. (2015)",
      "J. T. Springenberg, A. Dosovitskiy, T. Brox, M. Riedmiller. *Striving for simplicity: the all convolutional net.* ICLR workshop 2015. arXiv 1412.6806."
    ),
    .init(
      "szegedy-2013", "Szegedy et al. (2013)",
      "C. Szegedy, W. Zaremba, I. Sutskever, J. Bruna, D. Erhan, I. Goodfellow, R. Fergus. *Intriguing properties of neural networks.* arXiv 1312.6199."
    ),
    .init(
      "zeiler-2014", "Zeiler and Fergus (2013)",
      "M. D. Zeiler, R. Fergus. *Visualizing and understanding convolutional networks.* arXiv 1311.2901, 2013; ECCV 2014."
    ),
  ]
}
